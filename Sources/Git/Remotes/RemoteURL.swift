/// The parts of a remote's URL that decide how it is spoken to.
struct RemoteURL: Sendable, Hashable {
  /// How the remote is reached.
  enum Transport: Sendable, Hashable {
    case local
    case ssh
    case http
    case https
    case other
  }

  let transport: Transport
  /// The host name; empty for a local one.
  let host: String
  /// The port in the URL; nil when it has none.
  let port: Int?
  /// The URL without user and password.
  let shown: String
  /// What stands before the host: a user, and perhaps a password; nil where there is nothing.
  let login: String?

  /// The path of a local remote, not to be taken for an option of a command.
  var localPath: String {
    guard shown.hasPrefix("file://") else { return shown.hasPrefix("-") ? "./" + shown : shown }
    let path = shown.dropFirst("file://".count).drop { $0 != "/" }
    return Self.withoutPercents(path)
  }

  /// Reads a URL, the short form of ssh (`user@host:path`), or a path.
  init(_ url: String) {
    self = url.firstRange(of: "://").map { Self.parse(url, scheme: $0) } ?? Self.parse(shortForm: url)
  }

  private init(_ transport: Transport, host: String, port: Int?, shown: String, login: Substring? = nil) {
    self.login = login.map(String.init)
    self.transport = transport
    self.host = host
    self.port = port
    self.shown = shown
  }

  private static func parse(_ url: String, scheme mark: Range<String.Index>) -> RemoteURL {
    let scheme = url[..<mark.lowerBound].lowercased()
    let rest = url[mark.upperBound...]
    let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    let place = withoutUser(authority)
    let wholePath = rest[authority.endIndex...]
    let path = scheme == "file" ? wholePath : wholePath.prefix { $0 != "?" && $0 != "#" }
    let (host, port) = hostAndPort(place)
    return RemoteURL(
      transport(of: scheme), host: host, port: port, shown: "\(scheme)://\(place)\(path)",
      login: authority.lastIndex(of: "@").map { authority[..<$0] })
  }

  private static func parse(shortForm url: String) -> RemoteURL {
    let beforeColon = url.prefix { $0 != ":" }
    if beforeColon.endIndex == url.endIndex || beforeColon.contains("/") {
      return RemoteURL(.local, host: "", port: nil, shown: url)
    }
    let place = withoutUser(beforeColon)
    return RemoteURL(.ssh, host: String(place), port: nil, shown: "\(place)\(url[beforeColon.endIndex...])")
  }

  private static func transport(of scheme: String) -> Transport {
    switch scheme {
    case "file": .local
    case "ssh", "git+ssh", "ssh+git": .ssh
    case "http": .http
    case "https": .https
    default: .other
    }
  }

  private static func withoutUser(_ authority: Substring) -> Substring {
    authority.lastIndex(of: "@").map { authority[authority.index(after: $0)...] } ?? authority
  }

  /// True for a host that cannot be anywhere but on this machine.
  var isLoopback: Bool {
    let numbers = host.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
    return host == "localhost" || host == "::1"
      || numbers.count == 4 && numbers[0] == 127 && !numbers.contains(nil)
  }

  /// Percent-encoded bytes decoded (RFC 3986 section 2.1); what is not well-formed stays.
  private static func withoutPercents(_ path: Substring) -> String {
    var bytes: [UInt8] = []
    var rest = path.utf8
    while let byte = rest.popFirst() {
      let digits = String(decoding: rest.prefix(2), as: UTF8.self)
      let isEncoded = byte == UInt8(ascii: "%") && digits.count == 2 && digits.allSatisfy(\.isHexDigit)
      if isEncoded, let decoded = UInt8(digits, radix: 16) {
        bytes.append(decoded)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func hostAndPort(_ place: Substring) -> (String, Int?) {
    if place.hasPrefix("["), let end = place.firstIndex(of: "]") {
      let port = place[place.index(after: end)...].dropFirst()
      return (String(place[place.index(after: place.startIndex)..<end]), Int(port))
    }
    guard let colon = place.lastIndex(of: ":") else { return (String(place), nil) }
    return (String(place[..<colon]), Int(place[place.index(after: colon)...]))
  }
}
