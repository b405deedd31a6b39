import JSON

/// Evaluates values by schemas of draft 2020-12, as far as `state/schemas` uses it.
struct SchemaEvaluation {
  private let schemas: StateSchemas
  private(set) var violations: [SchemaViolation] = []

  init(schemas: StateSchemas) { self.schemas = schemas }

  /// The keywords that are understood; a test holds the schemas to them.
  static let assertions: Set<String> = [
    "$ref", "additionalProperties", "const", "else", "enum", "if", "items", "maximum", "minItems",
    "minLength",
    "minimum", "not", "pattern", "patternProperties", "properties", "propertyNames", "required", "type",
    "uniqueItems",
  ]

  /// The keywords that only tell something.
  static let annotations: Set<String> = ["$defs", "$schema", "description", "examples", "format", "title"]

  /// Notes everything that is wrong with the value at `pointer`.
  mutating func evaluate(_ value: JSON, by place: SchemaPlace, at pointer: JSONPointer) {
    guard let schema = place.schema.objectValue else {
      if place.schema.boolValue == false {
        note("properties", at: pointer, "nothing may stand here", schema: JSONObject())
      }
      return
    }
    if let reference = schema["$ref"]?.stringValue,
      let target = schemas.resolve(reference, from: place.document)
    {
      evaluate(value, by: target, at: pointer)
    }
    guard hasRightType(value, schema, at: pointer) else { return }
    checkChoice(value, schema, at: pointer)
    checkConditions(value, schema, place, at: pointer)
    switch value {
    case .string(let text): checkText(text, schema, at: pointer)
    case .number(let number): checkNumber(number, schema, at: pointer)
    case .array(let elements): checkElements(elements, schema, place, at: pointer)
    case .object(let object): checkMembers(object, schema, place, at: pointer)
    case .null, .bool: break
    }
  }

  // MARK: - Any value

  private mutating func hasRightType(_ value: JSON, _ schema: JSONObject, at pointer: JSONPointer) -> Bool {
    guard let type = schema["type"]?.stringValue, !value.isOfType(type) else { return true }
    let expected = "aeiou".contains(type.prefix(1)) ? "an \(type)" : "a \(type)"
    note("type", at: pointer, "expected \(expected), found \(value.kindName)", schema: schema)
    return false
  }

  private mutating func checkChoice(_ value: JSON, _ schema: JSONObject, at pointer: JSONPointer) {
    let choices = schema["enum"]?.arrayValue ?? schema["const"].map { [$0] }
    guard let choices, !choices.contains(where: { $0 == value }) else { return }
    let words = choices.compactMap(\.stringValue).joined(separator: ", ")
    note("enum", at: pointer, "must be one of: \(words)", schema: schema)
  }

  private mutating func checkConditions(
    _ value: JSON, _ schema: JSONObject, _ place: SchemaPlace, at pointer: JSONPointer
  ) {
    if let refused = schema["not"], isValid(value, by: place.inner(refused)) {
      note("not", at: pointer, "this may not stand here", schema: schema)
    }
    if let condition = schema["if"], let alternative = schema["else"],
      !isValid(value, by: place.inner(condition))
    {
      evaluate(value, by: place.inner(alternative), at: pointer)
    }
  }

  private func isValid(_ value: JSON, by place: SchemaPlace) -> Bool {
    var trial = SchemaEvaluation(schemas: schemas)
    trial.evaluate(value, by: place, at: JSONPointer())
    return trial.violations.isEmpty
  }

  // MARK: - By kind

  private mutating func checkText(_ text: String, _ schema: JSONObject, at pointer: JSONPointer) {
    if let least = schema["minLength"]?.intValue, text.unicodeScalars.count < least {
      note("minLength", at: pointer, "must not be empty", schema: schema)
    } else if let pattern = schema["pattern"]?.stringValue, !schemas.pattern(pattern).matches(text) {
      note("pattern", at: pointer, "does not have the right form", schema: schema)
    }
  }

  private mutating func checkNumber(_ number: JSONNumber, _ schema: JSONObject, at pointer: JSONPointer) {
    if let least = schema["minimum"]?.doubleValue, number.double < least {
      note("minimum", at: pointer, "must be at least \(JSONNumber(least).text)", schema: schema)
    }
    if let most = schema["maximum"]?.doubleValue, number.double > most {
      note("maximum", at: pointer, "must be at most \(JSONNumber(most).text)", schema: schema)
    }
  }

  private mutating func checkElements(
    _ elements: [JSON], _ schema: JSONObject, _ place: SchemaPlace, at pointer: JSONPointer
  ) {
    if let least = schema["minItems"]?.intValue, elements.count < least {
      note(
        "minItems", at: pointer, "must have at least \(least) element\(least == 1 ? "" : "s")", schema: schema
      )
    }
    if schema["uniqueItems"]?.boolValue == true, Set(elements).count < elements.count {
      note("uniqueItems", at: pointer, "an element stands in it twice", schema: schema)
    }
    guard let items = schema["items"] else { return }
    for (index, element) in elements.enumerated() {
      evaluate(element, by: place.inner(items), at: pointer.appending(index))
    }
  }

  private mutating func checkMembers(
    _ object: JSONObject, _ schema: JSONObject, _ place: SchemaPlace, at pointer: JSONPointer
  ) {
    let properties = schema["properties"]?.objectValue ?? JSONObject()
    for name in schema["required"]?.arrayValue?.compactMap(\.stringValue) ?? [] where object[name] == nil {
      note(
        "required", at: pointer, "the member \"\(name)\" is missing",
        schema: properties[name]?.objectValue ?? schema)
    }
    for (name, value) in object {
      let inner = pointer.appending(name)
      if let names = schema["propertyNames"], !isValid(.string(name), by: place.inner(names)) {
        let expected = described(names, from: place)
        note("propertyNames", at: inner, "a name of this form is not allowed here", schema: expected)
      }
      checkMember(name, value, properties, schema, place, at: inner)
    }
  }

  private mutating func checkMember(
    _ name: String, _ value: JSON, _ properties: JSONObject, _ schema: JSONObject, _ place: SchemaPlace,
    at pointer: JSONPointer
  ) {
    var matching = properties[name].map { [$0] } ?? []
    for (pattern, member) in schema["patternProperties"]?.objectValue ?? JSONObject()
    where schemas.pattern(pattern).matches(name) {
      matching.append(member)
    }
    for member in matching { evaluate(value, by: place.inner(member), at: pointer) }
    guard matching.isEmpty, let others = schema["additionalProperties"] else { return }
    guard others.boolValue == false else { return evaluate(value, by: place.inner(others), at: pointer) }
    let known = properties.keys.sorted().joined(separator: ", ")
    violations.append(
      SchemaViolation(
        pointer: pointer, keyword: "additionalProperties", problem: "the member is unknown",
        expectation: "Known are: \(known)."))
  }

  // MARK: - Notes

  private func described(_ schema: JSON, from place: SchemaPlace) -> JSONObject {
    let target = schema["$ref"]?.stringValue.flatMap { schemas.resolve($0, from: place.document)?.schema }
    return (target ?? schema).objectValue ?? JSONObject()
  }

  private mutating func note(
    _ keyword: String, at pointer: JSONPointer, _ problem: String, schema: JSONObject
  ) {
    violations.append(
      SchemaViolation(
        pointer: pointer, keyword: keyword, problem: problem, expectation: schema["description"]?.stringValue)
    )
  }
}

extension JSON {
  /// Whether the value has a type as JSON Schema names them; `2.0` is an integer.
  fileprivate func isOfType(_ type: String) -> Bool {
    switch (type, self) {
    case ("null", .null), ("boolean", .bool), ("string", .string), ("number", .number), ("array", .array),
      ("object", .object):
      true
    case ("integer", .number(let number)):
      number.double.isFinite && number.double.rounded() == number.double
    default: false
    }
  }
}
