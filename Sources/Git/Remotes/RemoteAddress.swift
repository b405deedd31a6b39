/// Why an address cannot be that of a remote to work with. None of them tells what may be a secret.
package enum RemoteAddressProblem: Sendable, Hashable {
  /// It begins with a scheme that is not spoken here.
  case unknownScheme(String)
  /// It has a password or a token in it, which would be stored with it.
  case secret
}

extension Remote {
  /// What is wrong with ``url``; nil where nothing is.
  package var addressProblem: RemoteAddressProblem? {
    let parts = RemoteURL(url)
    if parts.transport == .other { return .unknownScheme(String(url.prefix { $0 != ":" })) }
    let login = parts.login ?? ""
    let hasToken = kind == .web && (login.utf8.count >= Self.shortestToken || url.contains("?"))
    return login.contains(":") || hasToken ? .secret : nil
  }

  /// A name before the host that is this long is a token: forges take one in the place of the user.
  private static let shortestToken = 20
}
