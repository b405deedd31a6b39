package import JSON

/// Something in the tree that is not right.
package struct CheckFinding: Sendable, Hashable {
  /// The rule that found it: `schema`, `pipeline`, ...
  package var rule: String
  /// The file, from the root of the tree; a folder where a file is missing.
  package var path: String
  /// The place in the file's text; nil where it is about the file as a whole.
  package var place: TextPlace?
  /// The value that it is about; nil where it is about the file as a whole.
  package var pointer: JSONPointer?
  /// Whether it is the name of the member at ``pointer`` that is wrong, and not its value.
  var isAboutName: Bool
  /// What is wrong. Never tells a value that may be a secret.
  package var problem: String
  /// What to do about it.
  package var remedy: String
  /// Whether it may be meant so: a person should know, and the check passes.
  package var isWarning: Bool

  init(
    rule: String, path: String, place: TextPlace? = nil, pointer: JSONPointer? = nil,
    isAboutName: Bool = false,
    problem: String, remedy: String, isWarning: Bool = false
  ) {
    self.rule = rule
    self.path = path
    self.place = place
    self.pointer = pointer
    self.isAboutName = isAboutName
    self.problem = problem
    self.remedy = remedy
    self.isWarning = isWarning
  }
}

extension CheckFinding {
  /// The finding for programs; members that do not apply are null.
  package var json: JSON {
    [
      "rule": .string(rule), "path": .string(path), "line": place.map { JSON($0.line) } ?? .null,
      "column": place.map { JSON($0.column) } ?? .null,
      "pointer": pointer.map { .string($0.description) } ?? .null, "problem": .string(problem),
      "remedy": .string(remedy), "severity": isWarning ? "warning" : "error",
    ]
  }
}
