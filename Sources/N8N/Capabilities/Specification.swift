internal import JSON

/// An instance's own OpenAPI document, which every release serves at `/api/v1/openapi.yml` without a key.
///
/// Operations are written `PUT /workflows/{}`: the names of path parameters change between releases.
package struct Specification: Sendable {
  /// The fields of a request body or of an object in it.
  package struct Fields: Sendable, Hashable {
    /// Those a client may send, in the document's order.
    package var writable: [String] = []
    /// Those only n8n writes.
    package var readOnly: [String] = []
  }

  private let root: JSON
  private let operations: [String: JSON]

  /// A document from its YAML text; nil where it describes no operation.
  package init?(yaml bytes: [UInt8]) {
    root = YAMLReader.read(bytes)
    operations = Self.operations(of: root)
    if operations.isEmpty { return nil }
  }

  /// All operations.
  package var operationNames: [String] { operations.keys.sorted() }

  /// Whether the instance has this operation.
  package func has(_ operation: String) -> Bool { operations[operation] != nil }

  /// Whether the operation takes a body.
  package func takesBody(_ operation: String) -> Bool { operations[operation]?["requestBody"] != nil }

  /// The scope that the operation needs of a key; nil where the document does not say (before 2.2x).
  package func scope(_ operation: String) -> String? {
    operations[operation]?["x-required-scope"]?.stringValue
  }

  /// The names of the operation's query parameters.
  package func queryParameters(_ operation: String) -> [String] {
    (operations[operation]?["parameters"]?.arrayValue ?? []).map(resolved).compactMap { parameter in
      parameter["in"]?.stringValue == "query" ? parameter["name"]?.stringValue : nil
    }
  }

  /// The fields of the operation's JSON body, or of an object below it; `[]` in the path enters an array.
  package func fields(_ operation: String, _ path: [String] = []) -> Fields? {
    guard
      var schema = operations[operation]?["requestBody"].map(resolved)?["content"]?["application/json"]?[
        "schema"]
    else { return nil }
    for step in path {
      let next = step == "[]" ? resolved(schema)["items"] : properties(schema)[step]
      guard let next else { return nil }
      schema = next
    }
    var fields = Fields()
    for (name, property) in properties(schema) {
      if resolved(property)["readOnly"]?.boolValue == true {
        fields.readOnly.append(name)
      } else {
        fields.writable.append(name)
      }
    }
    return fields
  }

  /// An object schema's properties, those of its `allOf` parts included.
  private func properties(_ schema: JSON, depth: Int = 0) -> JSONObject {
    guard depth < 8 else { return JSONObject() }
    let schema = resolved(schema)
    var all = JSONObject()
    for part in schema["allOf"]?.arrayValue ?? [] {
      for (name, property) in properties(part, depth: depth + 1) { all[name] = property }
    }
    for (name, property) in schema["properties"]?.objectValue ?? JSONObject() { all[name] = property }
    return all
  }

  /// What a `$ref` of the same document stands for; null where it leads nowhere or in a circle.
  private func resolved(_ value: JSON) -> JSON {
    var value = value
    for _ in 0..<16 {
      guard let reference = value["$ref"]?.stringValue else { return value }
      guard reference.hasPrefix("#"), let pointer = try? JSONPointer(String(reference.dropFirst())),
        let target = root.value(at: pointer)
      else { return .null }
      value = target
    }
    return .null
  }

  private static func operations(of root: JSON) -> [String: JSON] {
    var operations: [String: JSON] = [:]
    for (path, item) in root["paths"]?.objectValue ?? JSONObject() {
      for (method, operation) in item.objectValue ?? JSONObject() where methods.contains(method) {
        operations["\(method.uppercased()) \(nameless(path))"] = operation
      }
    }
    return operations
  }

  private static let methods: Set<String> = ["get", "post", "put", "patch", "delete"]

  /// The path with `{}` for each parameter.
  private static func nameless(_ path: String) -> String {
    path.split(separator: "/", omittingEmptySubsequences: false)
      .map { $0.hasPrefix("{") && $0.hasSuffix("}") ? "{}" : $0 }.joined(separator: "/")
  }
}
