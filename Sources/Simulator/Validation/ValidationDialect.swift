internal import JSON

/// Who checks bodies, and so how errors are worded: express-openapi-validator (Ajv), or Zod from 2.40.7 on.
/// Both stop at the first error.
enum ValidationDialect: Sendable {
  case ajv
  case zod

  /// The first error in `value`, nil where it is accepted. `path` begins with `request/body`.
  func problem(with value: JSON, by schema: Schema, at path: String = "request/body") -> String? {
    switch self {
    case .ajv: AjvCheck.problem(value, schema, path)
    case .zod:
      // Read-only and required are checked before Zod sees the body: they kept their wording.
      ReadOnlyCheck.problem(value, schema, path) ?? ZodCheck.problem(value, schema, path)
    }
  }

  /// The error for a query parameter that is none of the allowed values; nil where it is one.
  func problem(withQuery name: String, value: String, allowed: [String]) -> String? {
    guard !allowed.contains(value) else { return nil }
    return problem(with: .string(value), by: .string(allowed), at: "request/query/\(name)")
  }
}

/// express-openapi-validator's order and words: type, required, unknown keys, then the properties as the schema lists them.
private enum AjvCheck {
  static func problem(_ value: JSON, _ schema: Schema, _ path: String) -> String? {
    switch schema {
    case .any: nil
    case .string(let allowed): string(value, allowed, path)
    case .number, .integer: value.doubleValue == nil ? "\(path) must be number" : nil
    case .boolean: value.boolValue == nil ? "\(path) must be boolean" : nil
    case .array(let element): array(value, element, path)
    case .object(let properties, let required, let isOpen): object(value, properties, required, isOpen, path)
    case .nullable(let inner): value.isNull ? nil : problem(value, inner, path)
    case .readOnly:
      value.isNull ? "\(path) must pass \"readOnly\" keyword validation" : "\(path) is read-only"
    }
  }

  private static func string(_ value: JSON, _ allowed: [String], _ path: String) -> String? {
    guard let text = value.stringValue else { return "\(path) must be string" }
    guard !allowed.isEmpty, !allowed.contains(text) else { return nil }
    return "\(path) must be equal to one of the allowed values: \(allowed.joined(separator: ", "))"
  }

  private static func array(_ value: JSON, _ element: Schema, _ path: String) -> String? {
    guard let elements = value.arrayValue else { return "\(path) must be array" }
    for (index, item) in elements.enumerated() {
      if let found = problem(item, element, "\(path)/\(index)") { return found }
    }
    return nil
  }

  private static func object(
    _ value: JSON, _ properties: [Schema.Property], _ required: [String], _ isOpen: Bool, _ path: String
  ) -> String? {
    guard let object = value.objectValue else { return "\(path) must be object" }
    if let missing = required.first(where: { object[$0] == nil }) {
      return "\(path) must have required property '\(missing)'"
    }
    if !isOpen, object.contains(where: { member in !properties.contains { $0.name == member.key } }) {
      return "\(path) must NOT have additional properties"
    }
    for property in properties {
      guard let member = object[property.name] else { continue }
      if let found = problem(member, property.schema, "\(path)/\(property.name)") { return found }
    }
    return nil
  }
}

/// The checks in front of Zod in 2.40.7.
private enum ReadOnlyCheck {
  static func problem(_ value: JSON, _ schema: Schema, _ path: String) -> String? {
    switch (schema, value) {
    case (.readOnly, _): "\(path) is read-only"
    case (.nullable(let inner), _): problem(value, inner, path)
    case (.array(let element), .array(let elements)):
      elements.enumerated().lazy.compactMap { problem($1, element, "\(path)/\($0)") }.first
    case (.object(let properties, let required, _), .object(let object)):
      properties.lazy.compactMap { property in
        object[property.name].flatMap { problem($0, property.schema, "\(path)/\(property.name)") }
      }.first
        ?? required.first { object[$0] == nil }.map { "\(path) must have required property '\($0)'" }
    default: nil
    }
  }
}

/// Zod's order and words: the keys of the shape, then unknown keys.
private enum ZodCheck {
  static func problem(_ value: JSON, _ schema: Schema, _ path: String) -> String? {
    switch schema {
    case .any, .readOnly: nil
    case .string(let allowed): string(value, allowed, path)
    case .number, .integer: value.doubleValue == nil ? expected("number", value, path) : nil
    case .boolean: value.boolValue == nil ? expected("boolean", value, path) : nil
    case .array(let element): array(value, element, path)
    case .object(let properties, _, let isOpen): object(value, properties, isOpen, path)
    case .nullable(let inner): value.isNull ? nil : problem(value, inner, path)
    }
  }

  private static func expected(_ kind: String, _ value: JSON, _ path: String) -> String {
    "\(path) Expected \(kind), received \(value.javaScriptKind)"
  }

  private static func string(_ value: JSON, _ allowed: [String], _ path: String) -> String? {
    guard !allowed.isEmpty else { return value.stringValue == nil ? expected("string", value, path) : nil }
    let list = allowed.map { "'\($0)'" }.joined(separator: " | ")
    guard let text = value.stringValue else { return expected(list, value, path) }
    guard !allowed.contains(text) else { return nil }
    return "\(path) Invalid enum value. Expected \(list), received '\(text)'"
  }

  private static func array(_ value: JSON, _ element: Schema, _ path: String) -> String? {
    guard let elements = value.arrayValue else { return expected("array", value, path) }
    for (index, item) in elements.enumerated() {
      if let found = problem(item, element, "\(path)/\(index)") { return found }
    }
    return nil
  }

  private static func object(
    _ value: JSON, _ properties: [Schema.Property], _ isOpen: Bool, _ path: String
  ) -> String? {
    guard let object = value.objectValue else { return expected("object", value, path) }
    for property in properties {
      guard let member = object[property.name] else { continue }
      if let found = problem(member, property.schema, "\(path)/\(property.name)") { return found }
    }
    let unknown = object.keys.filter { key in !properties.contains { $0.name == key } }
    guard !isOpen, !unknown.isEmpty else { return nil }
    let list = unknown.map { "'\($0)'" }.joined(separator: ", ")
    return "\(path) Unrecognized key(s) in object: \(list)"
  }
}
