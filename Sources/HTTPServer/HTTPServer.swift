internal import CMicroHTTPD
internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#endif

/// An HTTP/1.1 server with polling threads of its own. It listens from its making until `stop()` or its end. It takes
/// 1,024 connections at a time and ends those on which nothing happens for five minutes.
///
/// The handler runs on a polling thread, for several requests at once; it must not wait for long (a response's `delay`
/// does that without a thread) and must not call `stop()`.
package final class HTTPServer: Sendable {
  /// What the requests share.
  final class Core: Sendable {
    let handler: @Sendable (ServerRequest) -> ServerResponse
    let bodyLimit: Int
    let tooLarge: ServerResponse
    let suspensions = Suspensions()

    init(
      handler: @escaping @Sendable (ServerRequest) -> ServerResponse, bodyLimit: Int,
      tooLarge: ServerResponse
    ) {
      self.handler = handler
      self.bodyLimit = bodyLimit
      self.tooLarge = tooLarge
    }
  }

  private struct Daemon: @unchecked Sendable {
    let pointer: OpaquePointer
    let core: Unmanaged<Core>
  }

  /// The address it listens on.
  package let host: String
  /// The port it listens on, also where 0 was asked for.
  package let port: Int
  private let daemon: Mutex<Daemon?>

  /// Starts to listen.
  ///
  /// - Parameters:
  ///   - host: an IPv4 or IPv6 address, not a name.
  ///   - port: 0 takes a free one.
  ///   - bodyLimit: bytes of a request's body; more is answered with `tooLarge`.
  ///   - threads: polling threads, at least 2.
  /// - Throws: `HTTPServerError` when the address is no address or is taken.
  package init(
    host: String = "127.0.0.1", port: Int = 0, bodyLimit: Int = 16 << 20,
    tooLarge: ServerResponse = ServerResponse(status: 413, type: "text/plain", text: "too large\n"),
    threads: Int = 2, _ handler: @escaping @Sendable (ServerRequest) -> ServerResponse
  ) throws(HTTPServerError) {
    let failure = { (reason: String) in HTTPServerError(address: "\(host):\(port)", reason: reason) }
    guard let port = UInt16(exactly: port) else { throw failure("no such port") }
    guard let address = SocketAddress(host: host, port: port) else { throw failure("no numeric address") }
    let core = Unmanaged.passRetained(
      Core(handler: handler, bodyLimit: bodyLimit, tooLarge: tooLarge))
    errno = 0
    let started = address.withPointer { pointer in
      mhd_start(
        pointer, address.isIPv6 ? 1 : 0, UInt32(max(2, threads)), 1024, 300, core.toOpaque(),
        makeExchange, proceed, endExchange)
    }
    guard let started else {
      let reason = String(cString: strerror(errno))
      core.release()
      throw failure(reason)
    }
    self.host = host
    self.port = Int(mhd_port(started))
    daemon = Mutex(Daemon(pointer: started, core: core))
  }

  deinit { stop() }

  /// `http://host:port`, without a slash at its end.
  package var url: String { "http://\(host.contains(":") ? "[\(host)]" : host):\(port)" }

  /// Stops listening, ends all connections and waits for the threads. Calls after the first do nothing.
  package func stop() {
    let daemon = daemon.withLock { $0.take() }
    guard let daemon else { return }
    daemon.core.takeUnretainedValue().suspensions.stop()
    MHD_stop_daemon(daemon.pointer)
    daemon.core.release()
  }
}

private func makeExchange(
  _ core: UnsafeMutableRawPointer?, _ target: UnsafePointer<CChar>?, _ connection: OpaquePointer?
) -> UnsafeMutableRawPointer? {
  guard let target else { return nil }
  return Unmanaged.passRetained(Exchange(target: String(cString: target))).toOpaque()
}

private func proceed(
  _ core: UnsafeMutableRawPointer?, _ connection: OpaquePointer?, _ url: UnsafePointer<CChar>?,
  _ method: UnsafePointer<CChar>?, _ version: UnsafePointer<CChar>?, _ upload: UnsafePointer<CChar>?,
  _ uploadSize: UnsafeMutablePointer<Int>?,
  _ exchange: UnsafeMutablePointer<UnsafeMutableRawPointer?>?
) -> MHD_Result {
  guard let core, let connection, let method, let uploadSize, let exchange = exchange?.pointee else {
    return .NO
  }
  let bytes = UnsafeRawBufferPointer(start: upload, count: upload == nil ? 0 : uploadSize.pointee)
  let goesOn = Unmanaged<Exchange>.fromOpaque(exchange).takeUnretainedValue().proceed(
    connection, method: String(cString: method), upload: bytes,
    server: Unmanaged<HTTPServer.Core>.fromOpaque(core).takeUnretainedValue())
  uploadSize.pointee = 0
  return goesOn ? .YES : .NO
}

private func endExchange(
  _ core: UnsafeMutableRawPointer?, _ connection: OpaquePointer?,
  _ exchange: UnsafeMutablePointer<UnsafeMutableRawPointer?>?, _ code: MHD_RequestTerminationCode
) {
  guard let pointer = exchange?.pointee else { return }
  exchange?.pointee = nil
  Unmanaged<Exchange>.fromOpaque(pointer).release()
}
