internal import Dispatch
internal import Synchronization

/// Bytes that stop before their announced end.
final class TruncatedBody: BodySource {
  private let bytes: [UInt8]

  init(_ bytes: [UInt8], after length: Int) {
    self.bytes = Array(bytes.prefix(max(0, length)))
  }

  func read(at position: Int, into buffer: UnsafeMutableRawBufferPointer) -> BodyPiece {
    guard position < bytes.count else { return .broken }
    return .wrote(bytes.copy(from: position, into: buffer))
  }

  func close() {}
}

/// Bytes that come a few at a time.
final class DrippedBody: BodySource {
  private let bytes: [UInt8]
  private let chunk: Int
  private let pause: Duration
  private let isReady = Mutex(false)

  init(_ bytes: [UInt8], chunk: Int, every pause: Duration) {
    self.bytes = bytes
    self.chunk = max(1, chunk)
    self.pause = pause
  }

  func read(at position: Int, into buffer: UnsafeMutableRawBufferPointer) -> BodyPiece {
    guard position < bytes.count else { return .end }
    guard takeTurn() else {
      return .wait { wake in
        Timer.run(after: self.pause) {
          self.isReady.withLock { $0 = true }
          wake()
        }
      }
    }
    let part = UnsafeMutableRawBufferPointer(rebasing: buffer.prefix(chunk))
    return .wrote(bytes.copy(from: position, into: part))
  }

  func close() {}

  private func takeTurn() -> Bool {
    isReady.withLock { isReady in
      defer { isReady = false }
      return isReady
    }
  }
}

extension [UInt8] {
  /// Copies what fits, from `position` on.
  fileprivate func copy(from position: Int, into buffer: UnsafeMutableRawBufferPointer) -> Int {
    let count = Swift.min(self.count - position, buffer.count)
    withUnsafeBytes { bytes in
      buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[position..<position + count]))
    }
    return count
  }
}
