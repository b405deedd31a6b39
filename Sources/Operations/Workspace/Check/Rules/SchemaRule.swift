/// A file is as its schema says. Members that the schema does not know are for ``UnknownMemberRule``.
struct SchemaRule: CheckRule {
  let name = "schema"

  func check(_ file: CheckedFile, in tree: CheckedTree) -> [CheckFinding] {
    file.violations.filter { $0.keyword != "additionalProperties" }.map { violation in
      file.finding(
        self, at: violation.pointer, isAboutName: violation.isAboutName, violation.problem,
        remedy: violation.expectation ?? "Correct the value as the schema of the file describes it.")
    }
  }
}
