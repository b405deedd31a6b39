/// Where an instance lives, and its public API below it.
package struct InstanceAddress: Sendable, Hashable {
  /// The URL of the instance, without a slash at the end; `/healthz` and `/metrics` are below it.
  package let root: String
  /// The URL of the API, without a slash at the end.
  package let api: String

  /// The address of an instance by its URL, or by the URL of its API where that is not at `api/v1` (both
  /// `N8N_PATH` and `N8N_PUBLIC_API_ENDPOINT` move it; api.md 1). Nil where the text is not such a URL.
  package init?(_ text: String) {
    guard let afterScheme = ["https://", "http://"].first(where: { text.hasPrefix($0) })?.count else {
      return nil
    }
    guard !text.contains(where: { $0 == "?" || $0 == "#" || $0.isWhitespace }) else { return nil }
    var parts = text.dropFirst(afterScheme).split(separator: "/", omittingEmptySubsequences: false)
    while parts.last?.isEmpty == true { parts.removeLast() }
    guard let authority = parts.first, !authority.isEmpty, !authority.contains("@") else { return nil }
    let scheme = text.prefix(afterScheme)
    let whole = scheme + parts.joined(separator: "/")
    if parts.count >= 3, let last = parts.last, last.first == "v", Int(last.dropFirst()) != nil {
      api = String(whole)
      root = String(scheme + parts.dropLast(2).joined(separator: "/"))
    } else {
      root = String(whole)
      api = "\(whole)/api/v1"
    }
  }
}
