import Glibc
import Synchronization

/// Where a stream's bytes go.
package protocol ByteSink: Sendable {
  /// Takes all bytes. False when the reader has gone: nothing more need be written.
  func write(_ bytes: [UInt8]) -> Bool
}

/// An open file descriptor of this process; it stays open.
struct DescriptorSink: ByteSink {
  let descriptor: Int32

  func write(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBytes { buffer in
      var written = 0
      while written < buffer.count {
        let count = Glibc.write(descriptor, buffer.baseAddress.map { $0 + written }, buffer.count - written)
        if count < 0 {
          if errno == EINTR { continue }
          if errno == EAGAIN, waitUntilWritable() { continue }
          return false
        }
        written += count
      }
      return true
    }
  }

  /// A terminal or pipe that another program has made non-blocking.
  private func waitUntilWritable() -> Bool {
    var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    return poll(&request, 1, -1) >= 0 || errno == EINTR
  }
}

/// Keeps what was written.
final class MemorySink: ByteSink {
  private let storage = Mutex<[UInt8]>([])

  var bytes: [UInt8] { storage.withLock { $0 } }

  func write(_ bytes: [UInt8]) -> Bool {
    storage.withLock { $0 += bytes }
    return true
  }
}
