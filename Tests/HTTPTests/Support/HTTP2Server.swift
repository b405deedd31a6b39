/// As much of HTTP/2 (RFC 9113) as it takes to answer GETs, over the TLS of `openssl s_server`.
struct HTTP2Server {
  private let server: OpenSSLServer
  private var position = 0
  /// Stream numbers of the requests so far.
  private(set) var streams: [UInt8] = []

  init(_ server: OpenSSLServer) { self.server = server }

  /// Answers the given number of requests, all on the connection of the first.
  mutating func answer(_ count: Int) throws {
    let preface = Array("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8)
    var start: Int?
    try server.readUntil {
      start = server.read.firstRange(of: preface)?.upperBound
      return start != nil
    }
    position = start ?? 0
    try server.send(frame(type: 4, flags: 0, stream: 0, []))
    while streams.count < count { try answerFrame() }
  }

  private mutating func answerFrame() throws {
    let header = try take(9)
    let length = Int(header[0]) << 16 | Int(header[1]) << 8 | Int(header[2])
    _ = try take(length)
    let (type, flags, stream) = (header[3], header[4], header[8])
    if type == 4, flags & 1 == 0 { try server.send(frame(type: 4, flags: 1, stream: 0, [])) }
    guard type == 1 else { return }
    streams.append(stream)
    // 0x88 is ":status: 200" in the static table (RFC 7541 appendix A).
    try server.send(frame(type: 1, flags: 4, stream: stream, [0x88]))
    try server.send(frame(type: 0, flags: 1, stream: stream, Array("two".utf8)))
  }

  private mutating func take(_ count: Int) throws -> [UInt8] {
    let end = position + count
    try server.readUntil { server.read.count >= end }
    defer { position = end }
    return Array(server.read[position..<end])
  }

  private func frame(type: UInt8, flags: UInt8, stream: UInt8, _ payload: [UInt8]) -> [UInt8] {
    [0, 0, UInt8(payload.count), type, flags, 0, 0, 0, stream] + payload
  }
}
