internal import HTTPServer
internal import JSON

/// One request for an endpoint, after key, query and body have been checked.
struct Call {
  let request: ServerRequest
  /// The values of the path's `{...}` pieces.
  let parameters: [String: String]
  /// Null where there was no body.
  let body: JSON
  let key: StoredKey
  /// Milliseconds since 1970 UTC, one reading for the whole call.
  let now: Int

  /// The first `{...}` piece of the path.
  var id: String { parameters["id"] ?? "" }

  /// Whether a query parameter is `true`; `fallback` where it is missing.
  func flag(_ name: String, else fallback: Bool = false) -> Bool {
    request.parameter(name).map { $0 == "true" } ?? fallback
  }
}
