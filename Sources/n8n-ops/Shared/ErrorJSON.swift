import Governance
import JSON
import Terminal

extension ErrorReport {
  /// As the program tells it under `--json` (docs/command-line.md).
  var json: JSON { ErrorJSON.object(what: what, place: place, why: why, remedy: remedy, code: code) }
}

extension OpsError {
  /// The error of one item among others (docs/command-line.md).
  var json: JSON { ErrorJSON.object(what: what, place: place, why: why, remedy: remedy, code: codeName) }
}

/// The one form that errors have in JSON; what is not known is null. Only a state that has a name has `code` besides.
private enum ErrorJSON {
  static func object(what: String, place: String?, why: String?, remedy: String?, code: String?) -> JSON {
    var members = JSONObject([
      ("what", .string(what)), ("place", place.map { .string($0) } ?? .null),
      ("why", why.map { .string($0) } ?? .null), ("remedy", remedy.map { .string($0) } ?? .null),
    ])
    members["code"] = code.map { .string($0) }
    return .object(members)
  }
}
