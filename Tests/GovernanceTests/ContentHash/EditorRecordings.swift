import JSON

@testable import Governance

/// What the editor of real n8n stored for one action of a person.
struct EditorRecording: Sendable, CustomStringConvertible {
  let version: String
  let action: String
  let before: JSON
  let after: JSON

  var description: String { "\(version) \(action)" }

  static let all: [EditorRecording] = {
    guard Shared.isPresent else { return [] }
    return ["1.123.81", "2.40.7"].flatMap { version -> [EditorRecording] in
      guard let bytes = try? Shared.bytes("n8n/recordings/editor/\(version).jsonl") else { return [] }
      return bytes.split(separator: UInt8(ascii: "\n")).compactMap { line in
        guard let json = try? JSON(parsing: Array(line)), let before = json["before"],
          let after = json["after"]
        else { return nil }
        return EditorRecording(
          version: version, action: json["action"]?.stringValue ?? "",
          // Imports are recorded as the file and the workflow it went into.
          before: before["into"] ?? before, after: after)
      }
    }
  }()

  func portable(_ json: JSON) -> PortableResult {
    PortableForm.portable(from: json, mappings: EnvironmentMappings(), policy: Fixture.normalization)
  }

  var diff: WorkflowDiff {
    WorkflowDiff.between(
      portable(before).workflow, portable(after).workflow, policy: Fixture.normalization, risk: Fixture.risk)
  }

  func hash(_ json: JSON) -> ContentDigest {
    ContentHash.hash(of: portable(json).workflow, policy: Fixture.normalization)
  }
}
