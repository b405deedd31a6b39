internal import CMicroHTTPD

/// One request while libmicrohttpd works on it: made when its first line is there, released when its response is over.
/// Only the connection's own thread touches it.
final class Exchange {
  private let target: String
  private var headers: [(name: String, value: String)] = []
  private var body: [UInt8] = []
  private var hasHeader = false
  private var isTooLarge = false
  private var prepared: ServerResponse?

  init(target: String) {
    self.target = target
  }

  /// One call of the access handler. False breaks the connection.
  func proceed(
    _ connection: OpaquePointer, method: String, upload: UnsafeRawBufferPointer, server: HTTPServer.Core
  ) -> Bool {
    if !hasHeader {
      hasHeader = true
      readHeader(connection)
      return true
    }
    if !upload.isEmpty {
      take(upload, limit: server.bodyLimit)
      return true
    }
    if let prepared { return !server.suspensions.isStopped && send(prepared, connection, server) }
    let response = answer(method, server)
    guard response.delay > .zero else { return send(response, connection, server) }
    prepared = response
    return wait(response.delay, connection, server)
  }

  private func answer(_ method: String, _ server: HTTPServer.Core) -> ServerResponse {
    if isTooLarge { return server.tooLarge }
    return server.handler(ServerRequest(method: method, target: target, headers: headers, body: body))
  }

  private func take(_ upload: UnsafeRawBufferPointer, limit: Int) {
    if isTooLarge || body.count + upload.count > limit {
      isTooLarge = true
      body = []
    } else {
      body.append(contentsOf: upload)
    }
  }

  private func readHeader(_ connection: OpaquePointer) {
    let context = Unmanaged.passUnretained(self).toOpaque()
    MHD_get_connection_values(
      connection, .HEADER_KIND,
      { context, _, name, value in
        guard let context, let name else { return .NO }
        let value = value.map { String(cString: $0) } ?? ""
        Unmanaged<Exchange>.fromOpaque(context).takeUnretainedValue()
          .headers.append((String(cString: name), value))
        return .YES
      }, context)
  }

  private func wait(_ delay: Duration, _ connection: OpaquePointer, _ server: HTTPServer.Core) -> Bool {
    guard let token = server.suspensions.suspend(ConnectionHandle(pointer: connection)) else { return false }
    let suspensions = server.suspensions
    Timer.run(after: delay) { suspensions.resume(token) }
    return true
  }

  private func send(_ response: ServerResponse, _ connection: OpaquePointer, _ server: HTTPServer.Core)
    -> Bool
  {
    if response.delivery == .reset {
      mhd_reset(connection)
      return false
    }
    guard let queued = make(response, connection, server) else { return false }
    defer { MHD_destroy_response(queued) }
    for (name, value) in response.headers { MHD_add_response_header(queued, name, value) }
    return MHD_queue_response(connection, UInt32(clamping: response.status), queued) == .YES
  }

  private func make(_ response: ServerResponse, _ connection: OpaquePointer, _ server: HTTPServer.Core)
    -> OpaquePointer?
  {
    func reader(_ source: any BodySource, size: Int?) -> OpaquePointer? {
      BodyReader(
        source, connection: ConnectionHandle(pointer: connection), suspensions: server.suspensions
      ).makeResponse(size: size)
    }
    switch (response.body, response.delivery) {
    case (.stream(let stream), _):
      return reader(StreamedBody(stream), size: nil)
    case (.bytes(let bytes), .truncated(let length)):
      return reader(TruncatedBody(bytes, after: length), size: bytes.count)
    case (.bytes(let bytes), .dripped(let chunk, let pause)):
      return reader(DrippedBody(bytes, chunk: chunk, every: pause), size: bytes.count)
    case (.bytes(let bytes), _):
      return bytes.withUnsafeBytes {
        MHD_create_response_from_buffer(
          $0.count, UnsafeMutableRawPointer(mutating: $0.baseAddress), .RESPMEM_MUST_COPY)
      }
    }
  }
}
