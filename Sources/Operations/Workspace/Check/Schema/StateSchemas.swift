import JSON
import Resources

/// The JSON Schemas of `state/schemas` as this executable has them, and what they say of values.
///
/// Not to be shared between threads: it remembers patterns it has read.
final class StateSchemas {
  private let documents: [String: JSON]
  private var patterns: [String: SchemaPattern] = [:]

  /// - Parameter documents: file name, such as `tenant.schema.json`, to schema.
  init(documents: [String: JSON]) { self.documents = documents }

  /// Those that travel inside the executable.
  static func builtIn() -> StateSchemas {
    var documents: [String: JSON] = [:]
    for path in Resources.paths(under: "state/schemas") {
      guard let bytes = Resources.data(path), let json = try? JSON(parsing: bytes) else { continue }
      documents[String(path.dropFirst("state/schemas/".count))] = json
    }
    return StateSchemas(documents: documents)
  }

  /// Everything that is wrong with a value, in the order of its members; empty where the schema is not known.
  func violations(of value: JSON, schema name: String) -> [SchemaViolation] {
    let file = "\(name).schema.json"
    guard let schema = documents[file] else { return [] }
    var evaluation = SchemaEvaluation(schemas: self)
    evaluation.evaluate(value, by: SchemaPlace(document: file, schema: schema), at: JSONPointer())
    return evaluation.violations
  }

  /// The schema that a `$ref` leads to: `#/$defs/name`, or the same behind the name of a file.
  func resolve(_ reference: String, from document: String) -> SchemaPlace? {
    let parts = reference.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let file = parts.first.map { $0.isEmpty ? document : String($0) } ?? document
    guard let pointer = try? JSONPointer(parts.count > 1 ? String(parts[1]) : ""),
      let schema = documents[file]?.value(at: pointer)
    else { return nil }
    return SchemaPlace(document: file, schema: schema)
  }

  /// A pattern, read once.
  func pattern(_ text: String) -> SchemaPattern {
    if let known = patterns[text] { return known }
    let read = SchemaPattern(text)
    patterns[text] = read
    return read
  }
}

/// A schema and the document that its references start from.
struct SchemaPlace {
  let document: String
  let schema: JSON

  /// A schema inside this one.
  func inner(_ schema: JSON) -> SchemaPlace { SchemaPlace(document: document, schema: schema) }
}
