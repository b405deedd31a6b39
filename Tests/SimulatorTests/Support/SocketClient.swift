import Foundation
import Glibc

/// The plainest HTTP client: bytes in, bytes out, and the error that ended the connection. It waits on threads of its own,
/// so that tests which run at the same time go on.
struct SocketClient: Sendable {
  /// What came back before the connection ended.
  struct Reply: Sendable {
    var bytes: [UInt8] = []
    /// The arrival of each piece that was read, in milliseconds since the request was sent.
    var arrivals: [Int] = []
    /// The system's error number; 0 where the server closed the connection.
    var error: Int32 = 0

    var text: String { String(decoding: bytes, as: UTF8.self) }
    var status: Int { Int(text.split(separator: " ").dropFirst().first ?? "") ?? 0 }

    var body: String {
      text.firstRange(of: "\r\n\r\n").map { String(text[$0.upperBound...]) } ?? ""
    }

    func header(_ name: String) -> String? {
      text.split(separator: "\r\n").first { $0.lowercased().hasPrefix(name.lowercased() + ":") }
        .map { String($0.dropFirst(name.count + 1).drop { $0 == " " }) }
    }
  }

  let port: Int

  /// Sends a request and reads to the end of the connection; the server is asked to close it.
  func send(_ method: String, _ target: String, headers: [String] = [], body: [UInt8] = []) async -> Reply {
    let lines = ["\(method) \(target) HTTP/1.1", "Host: localhost", "Connection: close"] + headers
    let length = body.isEmpty ? [] : ["Content-Length: \(body.count)"]
    let head = (lines + length).joined(separator: "\r\n") + "\r\n\r\n"
    return await withCheckedContinuation { continuation in
      Thread.detachNewThread { continuation.resume(returning: exchange(Array(head.utf8) + body)) }
    }
  }

  /// Sends bytes as they are and reads to the end.
  private func exchange(_ request: [UInt8]) -> Reply {
    var reply = Reply()
    let descriptor = connect()
    guard descriptor >= 0 else {
      reply.error = errno
      return reply
    }
    defer { close(descriptor) }
    let start = milliseconds()
    var sent = 0
    while sent < request.count {
      let count = request[sent...].withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { break }
      sent += count
    }
    read(descriptor, into: &reply, since: start)
    return reply
  }

  /// Sends bytes and closes the connection without reading.
  func abandon(_ request: [UInt8]) {
    let descriptor = connect()
    _ = Glibc.send(descriptor, request, request.count, Int32(MSG_NOSIGNAL))
    close(descriptor)
  }

  /// An open connection, for requests that are given up.
  func connect() -> Int32 {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let result = withUnsafePointer(to: address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard result == 0 else {
      close(descriptor)
      return -1
    }
    return descriptor
  }

  private func read(_ descriptor: Int32, into reply: inout Reply, since start: Int) {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = recv(descriptor, &buffer, buffer.count, 0)
      guard count > 0 else {
        reply.error = count < 0 ? errno : 0
        return
      }
      reply.bytes += buffer[..<count]
      reply.arrivals.append(milliseconds() - start)
    }
  }

  private func milliseconds() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
  }
}
