package import Git
package import Governance
package import JSON

/// Something in a commit that is not allowed.
package struct Violation: Sendable, Hashable {
  /// The rule that found it: `signature`, `permission`, ...
  package var rule: String
  package var commit: OID
  /// Who is named as its author.
  package var person: Person
  /// The file it is about; nil where it is about the commit as a whole.
  package var path: String?
  package var problem: String
  package var remedy: String

  /// The violation for programs.
  package var json: JSON {
    [
      "rule": .string(rule), "commit": .string(commit.hex), "name": .string(person.name),
      "email": .string(person.email), "path": path.map { .string($0) } ?? .null, "problem": .string(problem),
      "remedy": .string(remedy),
    ]
  }
}
