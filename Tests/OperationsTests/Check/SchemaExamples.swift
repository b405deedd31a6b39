import JSON
import Resources
import Testing

/// The examples that stand in the schemas: valid documents, with every member of every kind of file among them.
enum SchemaExamples {
  static let all: [SchemaJudge.Case] = {
    Resources.paths(under: "state/schemas").flatMap { path -> [SchemaJudge.Case] in
      let name = String(path.dropFirst("state/schemas/".count).dropLast(".schema.json".count))
      let schema = Resources.data(path).flatMap { try? JSON(parsing: $0) }
      return (schema?["examples"]?.arrayValue ?? []).map { SchemaJudge.Case(schema: name, document: $0) }
    }
  }()
}
