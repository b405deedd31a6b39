internal import JSON

/// One operation of the public API.
struct Endpoint: Sendable {
  /// Does the work; every error is a `Refusal`.
  typealias Handler = @Sendable (inout Instance, Call) throws -> Answer

  let method: String
  /// The path under `/api/v1`, with `{name}` for a piece that varies.
  let path: String
  /// The scope that a key needs; nil: any key.
  let scope: String?
  /// The operation's name in openapi.yml.
  let operation: String
  /// The first of the four releases that has it.
  let since: N8NRelease
  /// Query parameters, with the first release that knows each.
  let query: [String: N8NRelease]
  let handler: Handler

  /// The resource's name in GET /discover.
  var resource: String {
    let first = path.split(separator: "/").first.map(String.init) ?? ""
    let names = [
      "workflows": "workflow", "executions": "execution", "users": "user", "credentials": "credential",
      "data-tables": "datatable", "source-control": "sourcecontrol", "community-packages": "communitypackage",
      "roles": "role",
    ]
    return names[first] ?? first
  }

  /// The values of the varying pieces where the path is this one's.
  func match(_ segments: [String]) -> [String: String]? {
    let pieces = path.split(separator: "/")
    guard pieces.count == segments.count else { return nil }
    var values: [String: String] = [:]
    for (piece, segment) in zip(pieces, segments) {
      if piece.hasPrefix("{") {
        values[String(piece.dropFirst().dropLast())] = segment
      } else if piece != segment {
        return nil
      }
    }
    return values
  }
}
