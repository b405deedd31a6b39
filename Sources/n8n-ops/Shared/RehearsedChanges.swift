import JSON
import Ledger
import Terminal

extension Rehearsal.Change {
  var json: JSON {
    [
      "ref": .string("\(ref)"), "change": .string(fate.rawValue),
      "commits": .array(commits.map { .string($0) }),
      "files": .array(files.map { ["path": .string($0.path), "change": .string($0.fate.rawValue)] }),
    ]
  }
}

extension Rehearsal.Fate {
  /// One character, as in a diff.
  var mark: String {
    switch self {
    case .created: "+"
    case .updated: "~"
    case .removed: "-"
    }
  }
}

extension Console {
  /// How many files of a ref are listed.
  private static var shownFiles: Int { 12 }

  /// What a dry run would have changed.
  func show(_ changes: [Rehearsal.Change]) {
    guard !changes.isEmpty else { return print(styled("No ref would change.", .bold)) }
    print(styled("It would change:", .bold))
    for change in changes {
      print("  \(change.fate.mark) \(change.ref.shortName)")
      // What keeps no history is for the program itself.
      guard !change.commits.isEmpty else { continue }
      for subject in change.commits { print("      \(Console.safe(subject))") }
      for file in change.files.prefix(Console.shownFiles) {
        print("      \(file.fate.mark) \(Console.safe(file.path))")
      }
      let more = change.files.count - Console.shownFiles
      if more > 0 { print("      and \(counted(more, "file")) more") }
    }
  }
}
