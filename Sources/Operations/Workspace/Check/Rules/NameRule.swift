import Governance
import JSON
import Ledger

/// Files and folders are named as the program names them, and a record's id is the name it has.
struct NameRule: CheckRule {
  let name = "name"

  func check(_ file: CheckedFile, in tree: CheckedTree) -> [CheckFinding] {
    guard let kind = file.kind, file.path.hasPrefix("state/tenants/") else { return [] }
    let parts = file.path.split(separator: "/").map(String.init)
    var found = slug(parts[2], "tenant", file)
    switch kind {
    case .environment, .overlay: found += slug(parts[4], "environment", file)
    case .baseline: found += slug(parts[4], "environment", file) + slug(file.stem, "workflow", file)
    case .promotion: found += record(parts[4], (file.reading.value as? Promotion)?.id, file)
    case .incident: found += record(file.stem, (file.reading.value as? Incident)?.id, file)
    case .member, .workflow, .credential, .pipeline: found += slug(file.stem, kind.schema, file)
    case .tenant, .format, .platform, .policy: break
    }
    return found
  }

  private func slug(_ text: String, _ what: String, _ file: CheckedFile) -> [CheckFinding] {
    guard Slug(text) == nil else { return [] }
    return [
      file.finding(
        self, "the name of the \(what) is not allowed",
        remedy:
          "Rename it with git mv to 1 to 64 of a-z, 0-9 and '-', neither beginning nor ending with '-'; \(Slug(from: text)) for one."
      )
    ]
  }

  private func record(_ text: String, _ id: RecordID?, _ file: CheckedFile) -> [CheckFinding] {
    guard let named = RecordID(text) else {
      return [
        file.finding(
          self, "the name is no record id", remedy: "Rename it with git mv to the id that stands in it.")
      ]
    }
    guard let id, id != named else { return [] }
    return [
      file.finding(
        self, at: JSONPointer().appending("id"), "the id is not the one that the path has",
        remedy: "Write \"\(named)\", or rename with git mv.")
    ]
  }
}
