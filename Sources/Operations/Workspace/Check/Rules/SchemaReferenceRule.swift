import JSON
import Ledger

/// A file says where its schema lies, it is the right one, and it is there: otherwise no editor helps whoever
/// changes the file.
struct SchemaReferenceRule: CheckRule {
  let name = "schema-reference"

  func check(_ file: CheckedFile, in tree: CheckedTree) -> [CheckFinding] {
    guard let kind = file.kind, kind.namesSchema, case .success(.object(let object)) = file.content else {
      return []
    }
    let expected = StateCoding.schemaReference(kind.schema, from: file.path)
    let remedy = "Write \"$schema\": \"\(expected)\"."
    let pointer = JSONPointer().appending("$schema")
    guard let reference = object["$schema"] else {
      return [
        file.finding(self, at: JSONPointer(), "the file does not say where its schema lies", remedy: remedy)
      ]
    }
    guard reference == .string(expected) else {
      return [
        file.finding(self, at: pointer, "this is not where the schema of this file lies", remedy: remedy)
      ]
    }
    let schema = "state/schemas/\(kind.schema).schema.json"
    guard !tree.paths.contains(schema) else { return [] }
    return [
      file.finding(
        self, at: pointer, "the schema is missing in this repository",
        remedy: "Bring it back with `n8n-ops init --complete`.")
    ]
  }
}
