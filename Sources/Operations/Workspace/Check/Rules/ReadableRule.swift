/// A file is JSON, and the program can make of it what it needs.
struct ReadableRule: CheckRule {
  let name = "readable"

  func check(_ file: CheckedFile, in tree: CheckedTree) -> [CheckFinding] {
    if case .failure(let error) = file.content {
      return [
        CheckFinding(
          rule: name, path: file.path, place: TextPlace(line: error.line, column: error.column),
          problem: "this is no JSON: \(error.reason)",
          remedy: "Correct the text at this place; a comma too many or too few is the usual cause.")
      ]
    }
    // What the schema has found tells more.
    guard let refusal = file.reading.refusal, file.violations.isEmpty else { return [] }
    return [
      file.finding(
        self, at: refusal.pointer, refusal.reason,
        remedy: file.kind.map { "Correct the value; state/schemas/\($0.schema).schema.json describes it." }
          ?? "")
    ]
  }
}
