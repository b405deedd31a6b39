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
  /// Who is named as the author of the merge that let it in; nil where there is none.
  package var mergedBy: Person?
  /// The file it is about; nil where it is about the commit as a whole.
  package var path: String?
  package var problem: String
  package var remedy: String

  /// Whether somebody made the commit, or let it in.
  func isOf(_ somebody: Person) -> Bool {
    [person, mergedBy].contains { $0?.email.lowercased() == somebody.email.lowercased() }
  }

  /// The violation for programs.
  package var json: JSON {
    [
      "rule": .string(rule), "commit": .string(commit.hex), "name": .string(person.name),
      "email": .string(person.email), "mergedBy": mergedBy.map { .string($0.description) } ?? .null,
      "path": path.map { .string($0) } ?? .null, "problem": .string(problem), "remedy": .string(remedy),
    ]
  }
}

extension Violation {
  /// What is wrong by the rules of `main` when it takes a commit, and by those where the commit forks off; what only one
  /// of them finds says which.
  static func joined(main: [Violation], fork: [Violation]) -> [Violation] {
    let (byMain, byFork) = (Set(main.map(\.subject)), Set(fork.map(\.subject)))
    let ofMain = main.map { violation in
      var violation = violation
      if !byFork.contains(violation.subject) {
        violation.problem += ", by what main says when it takes the commit"
      }
      return violation
    }
    let ofFork = fork.filter { !byMain.contains($0.subject) }.map { violation in
      var violation = violation
      violation.problem += ", by what holds where the commit forks off"
      violation.remedy = "Make it anew on main as it is now: git rebase main."
      return violation
    }
    return ofMain + ofFork
  }

  /// The rule and the file.
  private var subject: [String] { [rule, path ?? ""] }
}
