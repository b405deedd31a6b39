import JSON
import Resources
import Testing

@testable import Operations

@Suite("Keywords of the schemas")
struct SchemaKeywordTests {
  @Test(
    "no schema uses a keyword that check would pass over", arguments: Resources.paths(under: "state/schemas"))
  func keywords(_ path: String) throws {
    let known = SchemaEvaluation.assertions.union(SchemaEvaluation.annotations)
    for schema in schemas(in: try JSON(parsing: try #require(Resources.data(path)))) {
      #expect(Set(schema.keys).subtracting(known) == [], "\(path)")
      // Of these only one form is understood.
      #expect(schema["type"] == nil || schema["type"]?.stringValue != nil)
      #expect(schema["if"] == nil || schema["else"] != nil)
    }
  }

  /// A schema and the schemas in it.
  private func schemas(in json: JSON) -> [JSONObject] {
    guard let schema = json.objectValue else { return [] }
    let named = ["$defs", "properties", "patternProperties"].flatMap { keyword in
      (schema[keyword]?.objectValue ?? [:]).flatMap { schemas(in: $0.value) }
    }
    let single = ["additionalProperties", "else", "if", "items", "not", "propertyNames"]
      .flatMap { keyword in schema[keyword].map(schemas) ?? [] }
    return [schema] + named + single
  }
}
