import JSON

/// What n8n holds the values of a resource mapper against when the node runs.
///
/// `schema` is what the editor remembers of a table: names to show, what is hidden, the order. It is fetched anew, so
/// that most of it is noise. But n8n casts each value to the type that stands there, or refuses it
/// (`validateResourceMapperValue` in `packages/core`): of the columns that have a value this is content.
struct MapperColumns {
  /// Column -> value.
  private let values: JSONObject

  /// - Parameter mapper: the resource mapper.
  init(of mapper: JSONObject) { values = mapper["value"]?.objectValue ?? [:] }

  /// Column -> what its value is held against, by the first entry that has the column's name, as n8n looks it up.
  func checks(in schema: [JSON]) -> JSONObject {
    var result = JSONObject()
    for entry in schema {
      guard let id = entry["id"]?.stringValue, values[id] != nil, result[id] == nil else { continue }
      result[id] = .object(checks(of: entry))
    }
    return result.filter { _, checks in !checks.isEmptyCollection }
  }

  private func checks(of entry: JSON) -> JSONObject {
    var result = JSONObject()
    let type = entry["type"]?.stringValue ?? ""
    if !type.isEmpty { result["type"] = .string(type) }
    if entry["required"] == true, type != "boolean" { result["required"] = true }
    if type == "options" {
      result["options"] = .array((entry["options"]?.arrayValue ?? []).map { $0["value"] ?? .null })
    }
    return result
  }
}
