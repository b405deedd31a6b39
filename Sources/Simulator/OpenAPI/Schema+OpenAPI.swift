internal import JSON

extension Schema {
  /// The schema as OpenAPI 3.0 writes it.
  var openAPI: JSON { .object(members) }

  private var members: JSONObject {
    switch self {
    case .any: return [:]
    case .string(let allowed):
      return allowed.isEmpty
        ? ["type": "string"] : ["type": "string", "enum": .array(allowed.map { .string($0) })]
    case .number: return ["type": "number"]
    case .integer: return ["type": "integer"]
    case .boolean: return ["type": "boolean"]
    case .array(let element): return ["type": "array", "items": element.openAPI]
    case .object(let properties, let required, let isOpen):
      return Self.object(properties, required, isOpen)
    case .nullable(let inner): return inner.members.with("nullable", true)
    case .readOnly(let inner): return inner.members.with("readOnly", true)
    }
  }

  private static func object(_ properties: [Property], _ required: [String], _ isOpen: Bool) -> JSONObject {
    var members: JSONObject = ["type": "object"]
    if !isOpen { members["additionalProperties"] = false }
    if !required.isEmpty { members["required"] = .array(required.map { .string($0) }) }
    if !properties.isEmpty {
      members["properties"] = .object(JSONObject(properties.map { ($0.name, $0.schema.openAPI) }))
    }
    return members
  }
}

extension JSONObject {
  fileprivate func with(_ key: String, _ value: JSON) -> JSONObject {
    var object = self
    object[key] = value
    return object
  }
}
