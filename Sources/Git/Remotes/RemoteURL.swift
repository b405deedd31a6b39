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

  /// Reads a URL, the short form of ssh (`user@host:path`), or a path.
  init(_ url: String) {
    self = url.firstRange(of: "://").map { Self.parse(url, scheme: $0) } ?? Self.parse(shortForm: url)
  }

  private init(_ transport: Transport, host: String, port: Int?, shown: String) {
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
    let path = rest[authority.endIndex...].prefix { $0 != "?" && $0 != "#" }
    let (host, port) = hostAndPort(place)
    return RemoteURL(transport(of: scheme), host: host, port: port, shown: "\(scheme)://\(place)\(path)")
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
    host == "localhost" || host == "::1" || host.hasPrefix("127.")
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
