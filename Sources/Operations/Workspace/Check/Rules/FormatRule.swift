import JSON
import Ledger

/// The tree says which layout it has, and not one that this executable does not know.
struct FormatRule: CheckRule {
  let name = "format"

  func check(_ tree: CheckedTree) -> [CheckFinding] {
    guard !tree.paths.contains(FormatFile.path) else { return [] }
    return [
      CheckFinding(
        rule: name, path: FormatFile.path, problem: "the file is missing, so this is no ops repository",
        remedy: "Restore it from its history, or make an ops repository with `n8n-ops init`.")
    ]
  }

  func check(_ file: CheckedFile, in tree: CheckedTree) -> [CheckFinding] {
    guard let format = file.reading.value as? FormatFile, format.version > FormatFile.current else {
      return []
    }
    return [
      file.finding(
        self, at: JSONPointer().appending("version"),
        "the tree has format \(format.version), this executable knows formats up to \(FormatFile.current)",
        remedy: "Install a newer n8n-ops.")
    ]
  }
}
