internal import CCurl

/// A checked URL: where a request goes.
struct HTTPTarget: Sendable, Hashable {
  enum Scheme: String, Sendable {
    case http, https
  }

  let scheme: Scheme
  /// As curl reads it: IPv4 in its dotted form, IPv6 in brackets.
  let host: String
  let port: Int
  /// The URL that may be shown: without user, query, fragment.
  let display: String
  /// What one host's bound on requests counts by.
  var origin: String { "\(scheme.rawValue)://\(host):\(port)" }

  /// Whether the host is this machine, whatever a name server says (curl resolves localhost itself).
  var isLoopback: Bool {
    let name = host.lowercased()
    return name == "localhost" || name.hasSuffix(".localhost") || name == "[::1]"
      || (name.hasPrefix("127.") && name.utf8.allSatisfy { $0 == UInt8(ascii: ".") || isDigit($0) })
  }

  init(_ url: String, hidingPath: Bool) throws(HTTPError) {
    guard let parts = URLParts(url) else {
      throw HTTPError.invalid("a URL that cannot be read", "not an absolute http or https URL")
    }
    guard let scheme = Scheme(rawValue: parts.scheme), let port = Int(parts.port) else {
      throw HTTPError.invalid(parts.display(hidingPath: hidingPath), "only http and https are spoken")
    }
    guard !parts.hasUser else {
      throw HTTPError.invalid(
        parts.display(hidingPath: hidingPath), "a URL must not hold a user name or password")
    }
    self.scheme = scheme
    self.host = parts.host
    self.port = port
    self.display = parts.display(hidingPath: hidingPath)
  }

  /// The part of any URL that may be shown.
  static func display(_ url: String, hidingPath: Bool) -> String {
    URLParts(url)?.display(hidingPath: hidingPath) ?? "(not a URL)"
  }
}

private func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

extension HTTPError {
  static func invalid(_ url: String, _ detail: String) -> HTTPError {
    HTTPError(kind: .invalid, url: url, detail: detail, mayHaveBeenSent: false)
  }
}

/// The parts of a URL as curl itself reads them, so that what is checked is what is used.
private struct URLParts {
  let scheme: String
  let host: String
  let port: String
  let path: String
  let hasUser: Bool
  let portIsDefault: Bool

  init?(_ url: String) {
    guard !url.utf8.contains(0), let handle = curl_url() else { return nil }
    defer { curl_url_cleanup(handle) }
    guard curl_url_set(handle, CURLUPART_URL, url, UInt32(CURLU_NON_SUPPORT_SCHEME)) == CURLUE_OK else {
      return nil
    }
    func part(_ what: CURLUPart, _ flags: Int32 = 0) -> String? {
      var text: UnsafeMutablePointer<CChar>?
      guard curl_url_get(handle, what, &text, UInt32(flags)) == CURLUE_OK, let text else { return nil }
      defer { curl_free(text) }
      return String(cString: text)
    }
    guard let scheme = part(CURLUPART_SCHEME), let host = part(CURLUPART_HOST) else { return nil }
    self.scheme = scheme
    self.host = host
    port = part(CURLUPART_PORT, CURLU_DEFAULT_PORT) ?? ""
    portIsDefault = part(CURLUPART_PORT, CURLU_NO_DEFAULT_PORT) == nil
    path = part(CURLUPART_PATH) ?? "/"
    hasUser = part(CURLUPART_USER) != nil || part(CURLUPART_PASSWORD) != nil
  }

  func display(hidingPath: Bool) -> String {
    let authority = portIsDefault ? host : "\(host):\(port)"
    return "\(scheme)://\(authority)\(hidingPath ? "/..." : path)".cleanedForDisplay(limit: 400)
  }
}
