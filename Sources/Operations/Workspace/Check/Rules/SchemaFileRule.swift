import JSON
import Resources

/// The schemas of the repository are those that this executable reads by: an editor that checks by others says that what
/// is wrong is right.
struct SchemaFileRule: CheckRule {
  let name = "schema-file"
  private static let folder = "state/schemas/"
  private static let remedy =
    "Renew the schemas with `n8n-ops init --complete`; where this executable is the older one, install a newer."

  func check(_ file: CheckedFile, in tree: CheckedTree) -> [CheckFinding] {
    guard file.path.hasPrefix(Self.folder), file.path.hasSuffix(".json") else { return [] }
    guard let shipped = Resources.data(file.path) else {
      return [
        file.finding(
          self, "no file goes by this schema", remedy: "Remove it, or keep it outside \(Self.folder).")
      ]
    }
    guard shipped != file.bytes else { return [] }
    do {
      let place = try JSON(parsing: file.bytes).firstDifference(from: try JSON(parsing: shipped))
      guard let place else { return [] }
      var finding = file.finding(
        self, at: place, "this is not what the program reads the files by", remedy: Self.remedy)
      // Each update of the program would turn the pipeline of the repository red.
      finding.isWarning = true
      return [finding]
    } catch {
      return [
        CheckFinding(
          rule: name, path: file.path, place: TextPlace(line: error.line, column: error.column),
          problem: "this is no JSON: \(error.reason)", remedy: Self.remedy)
      ]
    }
  }
}

extension JSON {
  /// Where a value begins to differ from another; nil where they are equal.
  fileprivate func firstDifference(from other: JSON, at pointer: JSONPointer = JSONPointer()) -> JSONPointer?
  {
    if self == other { return nil }
    switch (self, other) {
    case (.object(let own), .object(let theirs)):
      for key in own.keys {
        guard let value = own[key], let there = theirs[key] else { return pointer.appending(key) }
        if let found = value.firstDifference(from: there, at: pointer.appending(key)) { return found }
      }
      // Only members are missing, or stand in another order.
      return own.count == theirs.count ? nil : pointer
    case (.array(let own), .array(let theirs)) where own.count == theirs.count:
      return own.indices.lazy.compactMap {
        own[$0].firstDifference(from: theirs[$0], at: pointer.appending($0))
      }.first
    default:
      return pointer
    }
  }
}
