/// Which proxy a request goes through. This machine's own addresses are never proxied.
package struct HTTPProxies: Sendable, Hashable {
  /// The proxy for http URLs, as curl reads it (`http://host:port`, `socks5h://...`); may hold a password.
  package var http: String?
  /// The proxy for https URLs.
  package var https: String?
  /// Hosts and domains that are reached directly, comma separated, as curl's `NO_PROXY` reads them.
  package var direct: String

  /// No proxy unless given.
  package init(http: String? = nil, https: String? = nil, direct: String = "") {
    self.http = http
    self.https = https
    self.direct = direct
  }

  /// The usual variables: `https_proxy`, `HTTPS_PROXY`, `http_proxy` (lower case only: a CGI server sets the
  /// capital one from a request's header), `all_proxy`, `ALL_PROXY`, `no_proxy`, `NO_PROXY`.
  package init(environment: [String: String]) {
    func first(_ names: String...) -> String? {
      names.lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
    }
    http = first("http_proxy", "all_proxy", "ALL_PROXY")
    https = first("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY")
    direct = first("no_proxy", "NO_PROXY") ?? ""
  }

  func proxy(for target: HTTPTarget) -> String? {
    if target.isLoopback { return nil }
    return target.scheme == .https ? https : http
  }
}

extension HTTPProxies: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// Whether there are proxies; never their URLs, which may hold a password.
  package var description: String {
    "http proxy: \(http == nil ? "none" : "set"), https proxy: \(https == nil ? "none" : "set")"
  }
  package var debugDescription: String { description }
  package var customMirror: Mirror { Mirror(self, unlabeledChildren: [description]) }
}
