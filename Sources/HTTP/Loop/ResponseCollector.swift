/// Gathers an answer while it arrives, and stops the transfer once it is larger than its bound.
final class ResponseCollector {
  /// The most bytes of all header lines of one answer.
  static let maximumHeaderBytes = 256 << 10

  let maximumBytes: Int
  private(set) var headers = HTTPHeaders()
  private(set) var body: [UInt8] = []
  private(set) var isOverfull = false
  private var headerBytes = 0

  init(maximumBytes: Int) { self.maximumBytes = maximumBytes }

  /// Takes a piece of the body; false stops the transfer.
  func take(body bytes: UnsafeRawBufferPointer) -> Bool {
    guard bytes.count <= maximumBytes - body.count else { return stop() }
    if body.isEmpty { reserve() }
    body.append(contentsOf: bytes)
    return true
  }

  /// Takes one header line, the status line of each answer included (a proxy and a 1xx send their own first).
  func take(header bytes: UnsafeRawBufferPointer) -> Bool {
    headerBytes += bytes.count
    guard headerBytes <= Self.maximumHeaderBytes else { return stop() }
    if bytes.starts(with: "HTTP/".utf8) {
      headers = HTTPHeaders()
    } else if let colon = bytes.firstIndex(of: UInt8(ascii: ":")) {
      headers.append(text(bytes[..<colon]), text(bytes[(colon + 1)...]))
    }
    return true
  }

  /// Makes room for the body as its length is told, within the bound: pages of a list are megabytes, and growing to
  /// that by and by moves them several times.
  private func reserve() {
    guard let told = headers["Content-Length"].flatMap({ Int($0) }), told > 0 else { return }
    body.reserveCapacity(min(told, maximumBytes))
  }

  private func stop() -> Bool {
    isOverfull = true
    body = []
    return false
  }

  private func text(_ bytes: Slice<UnsafeRawBufferPointer>) -> String {
    func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0A }
    let from = bytes.firstIndex { !isBlank($0) } ?? bytes.endIndex
    let to = bytes.lastIndex { !isBlank($0) }.map { $0 + 1 } ?? from
    return String(decoding: bytes[from..<max(from, to)], as: UTF8.self)
  }
}
