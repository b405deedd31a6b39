import Glibc
import Synchronization

/// A server of raw bytes on 127.0.0.1: each connection gets a thread of its own that runs the handler.
///
/// It shares no code with the client, so that it can misbehave in ways no library would.
final class RawServer: Sendable {
  private let listener: Int32
  let port: Int
  private let handler: @Sendable (RawConnection) -> Void
  private let counts = Mutex((connections: 0, requests: 0))

  var url: String { "http://127.0.0.1:\(port)" }
  var connections: Int { counts.withLock { $0.connections } }
  var requests: Int { counts.withLock { $0.requests } }

  init(_ handler: @escaping @Sendable (RawConnection) -> Void) throws {
    self.handler = handler
    listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let listener = listener
    let status = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        bind(listener, address, length) | listen(listener, 128) | getsockname(listener, address, &length)
      }
    }
    guard listener >= 0, status == 0 else { throw ServerFailure() }
    port = Int(UInt16(bigEndian: address.sin_port))
    spawn { [self] in acceptAll() }
  }

  /// Ends the accepting thread. Connections end with their handlers.
  func stop() {
    shutdown(listener, Int32(SHUT_RDWR))
  }

  private func acceptAll() {
    while true {
      let socket = accept(listener, nil, nil)
      guard socket >= 0 else { break }
      counts.withLock { $0.connections += 1 }
      spawn { [self] in
        let connection = RawConnection(socket) { self.counts.withLock { $0.requests += 1 } }
        handler(connection)
        connection.close()
      }
    }
    close(listener)
  }
}

struct ServerFailure: Error {}

/// One request as it came.
struct RawRequest: Sendable {
  let head: String
  let body: [UInt8]

  var path: String { head.split(separator: " ").dropFirst().first.map(String.init) ?? "" }

  func header(_ name: String) -> String? {
    for line in head.split(separator: "\r\n").dropFirst() {
      let parts = line.split(separator: ":", maxSplits: 1)
      if parts.first?.lowercased() == name.lowercased() {
        return parts.dropFirst().first.map { $0.trimmingPrefix(" ") }.map(String.init) ?? ""
      }
    }
    return nil
  }
}

/// The server's end of one connection; used by its own thread alone.
final class RawConnection {
  private let socket: Int32
  private let countRequest: () -> Void
  private var buffer: [UInt8] = []
  private var isClosed = false

  fileprivate init(_ socket: Int32, countRequest: @escaping () -> Void) {
    self.socket = socket
    self.countRequest = countRequest
  }

  /// The next request; `nil` when the client has closed.
  func request() -> RawRequest? {
    let end = Array("\r\n\r\n".utf8)
    while true {
      if let range = buffer.firstRange(of: end) {
        let head = String(decoding: buffer[..<range.lowerBound], as: UTF8.self)
        let length = RawRequest(head: head, body: []).header("Content-Length").flatMap { Int($0) } ?? 0
        while buffer.count < range.upperBound + length { guard fill() else { return nil } }
        let body = Array(buffer[range.upperBound..<(range.upperBound + length)])
        buffer.removeFirst(range.upperBound + length)
        countRequest()
        return RawRequest(head: head, body: body)
      }
      guard fill() else { return nil }
    }
  }

  /// Sends bytes; false when the client has gone.
  @discardableResult
  func send(_ bytes: [UInt8]) -> Bool {
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes {
        Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      sent += count
    }
    return true
  }

  @discardableResult
  func send(_ text: String) -> Bool { send(Array(text.utf8)) }

  /// A whole answer with its Content-Length.
  func answer(_ status: String = "200 OK", _ body: String = "", headers: String = "") {
    send("HTTP/1.1 \(status)\r\n\(headers)Content-Length: \(body.utf8.count)\r\n\r\n\(body)")
  }

  /// Waits until the client has closed its end.
  func waitForClose() { while fill() {} }

  /// Closes with a reset instead of an orderly end.
  func reset() {
    var option = linger(l_onoff: 1, l_linger: 0)
    setsockopt(socket, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
    close()
  }

  func close() {
    guard !isClosed else { return }
    isClosed = true
    Glibc.close(socket)
  }

  private func fill() -> Bool {
    guard !isClosed else { return false }
    var bytes = [UInt8](repeating: 0, count: 65536)
    let count = recv(socket, &bytes, bytes.count, 0)
    guard count > 0 else { return false }
    buffer.append(contentsOf: bytes[..<count])
    return true
  }
}

func pause(milliseconds: Int) { usleep(UInt32(milliseconds * 1000)) }

/// Runs the work on a thread of its own.
private func spawn(_ work: @escaping @Sendable () -> Void) {
  final class Box: Sendable {
    let work: @Sendable () -> Void
    init(_ work: @escaping @Sendable () -> Void) { self.work = work }
  }
  var thread = pthread_t()
  pthread_create(
    &thread, nil,
    { argument in
      guard let argument else { return nil }
      Unmanaged<Box>.fromOpaque(argument).takeRetainedValue().work()
      return nil
    }, Unmanaged.passRetained(Box(work)).toOpaque())
  pthread_detach(thread)
}
