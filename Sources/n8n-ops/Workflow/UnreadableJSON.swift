import Governance
import JSON

/// A workflow file that is no JSON, or more of it than is read.
struct UnreadableJSON {
  let bytes: [UInt8]
  let error: JSONError

  /// What a person can do about it.
  func refusal(at place: String) -> OpsError {
    if let marks = ConflictSides(of: bytes) {
      return OpsError(
        "The file has conflict marks", at: place, because: "line \(marks.firstLine) begins a conflict",
        remedy: "Keep one side, or both together, at every mark; then git add.")
    }
    switch error.reason {
    case .tooDeep:
      return OpsError(
        "The file is nested too deeply", at: place, because: "\(error)",
        remedy: "Look there for brackets that are opened again and again; n8n writes no such file.")
    case .tooLarge, .tooManyValues:
      return OpsError(
        "The file is too large", at: place, because: "\(error)",
        remedy: "Take out what does not run, as pinned data.")
    case .unexpectedEnd, .unexpected, .invalidNumber, .invalidEscape, .controlCharacter, .invalidUTF8,
      .trailingContent:
      return OpsError(
        "The file is not JSON", at: place, because: "\(error)",
        remedy: "Export the workflow again: in n8n's editor, Download.")
    }
  }
}
