import JSON

/// Every member of a file is one that the program reads: a misspelt one would be without effect, and lost when the
/// program writes the file.
struct UnknownMemberRule: CheckRule {
  let name = "unknown-member"

  func check(_ file: CheckedFile, in tree: CheckedTree) -> [CheckFinding] {
    let unknown = file.violations.filter { $0.keyword == "additionalProperties" }
    let told = Set(unknown.map(\.pointer))
    let found =
      unknown.map { ($0.pointer, $0.expectation) }
      + file.reading.unread.filter { !told.contains($0) }.map { ($0, nil) }
    return found.map { (pointer: JSONPointer, known: String?) in
      file.finding(
        self, at: pointer, isAboutName: true, "the member is unknown, so it has no effect",
        remedy: "Correct its name or remove it." + (known.map { " \($0)" } ?? ""))
    }
  }
}
