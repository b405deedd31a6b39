import JSON
import RulesLaws
import Testing

@testable import Governance

/// What one release stored of one corpus workflow.
struct CorpusRoundTrip: Sendable, CustomStringConvertible {
  let version: String
  let workflow: CorpusWorkflow
  let changed: [String]

  var description: String { "\(version) \(workflow)" }

  static let all: [CorpusRoundTrip] = {
    guard Shared.isPresent else { return [] }
    return ["1.123.81", "2.14.2", "2.30.8", "2.40.7"].flatMap { version -> [CorpusRoundTrip] in
      guard let bytes = try? Shared.bytes("n8n/recordings/\(version)/corpus-roundtrip.json"),
        let rows = try? JSON(parsing: bytes).arrayValue
      else { return [] }
      return rows.compactMap { row in
        guard let changed = row["changed"]?.arrayValue,
          let workflow = CorpusWorkflow.all.first(where: { $0.name == row["file"]?.stringValue })
        else { return nil }
        return CorpusRoundTrip(
          version: version, workflow: workflow, changed: changed.compactMap(\.stringValue))
      }
    }
  }()

  /// What was sent, and what the server stored.
  func documents() throws -> (sent: JSON, stored: JSON) {
    var sent: JSONObject = [
      "name": workflow.json["name"] ?? "", "nodes": workflow.json["nodes"] ?? .array([]),
      "connections": workflow.json["connections"] ?? .object([:]),
    ]
    sent["settings"] = workflow.json["settings"] ?? .object([:])
    var stored = JSON.object(sent)
    for change in changed {
      if change.hasPrefix("settings: ") {
        let parts = change.dropFirst("settings: ".count).components(separatedBy: " -> ")
        let before = (try? JSON(parsing: parts[0])) ?? sent["settings"] ?? .object([:])
        sent["settings"] = before
        stored.set(
          try settings(parts.count > 1 ? parts[1] : "", before), at: JSONPointer().appending("settings"))
      } else {
        let name = String(change.dropFirst("node ".count).dropLast(": webhookId".count))
        let nodes = try #require(stored["nodes"]?.arrayValue)
        let index = try #require(nodes.firstIndex { $0["name"]?.stringValue == name })
        let place = JSONPointer().appending("nodes").appending(index).appending("webhookId")
        #expect(nodes[index]["webhookId"] == nil)
        stored.set("0b1a5bd0-0000-4000-8000-0000000000aa", at: place)
      }
    }
    stored.set("Serverid12345678", at: JSONPointer().appending("id"))
    stored.set(.null, at: JSONPointer().appending("staticData"))
    stored.set("c0ffee00-0000-4000-8000-000000000000", at: JSONPointer().appending("versionId"))
    return (.object(sent), stored.asJavaScript)
  }
}

extension CorpusRoundTrip {
  /// The settings that were stored. The record cuts long lines; what it cuts off is what it has in all others.
  private func settings(_ text: String, _ sent: JSON) throws -> JSON {
    guard !text.hasSuffix("}") else { return try JSON(parsing: text) }
    var result = try #require(sent.objectValue)
    if result["callerPolicy"] == nil { result["callerPolicy"] = "workflowsFromSameOwner" }
    result["availableInMCP"] = false
    return .object(result)
  }
}

@Suite("Real releases store what they are sent", .enabled(if: Shared.isPresent, "needs ../shared"))
struct CorpusRoundTripTests {
  @Test("101 workflows in each of four releases") func complete() {
    #expect(CorpusRoundTrip.all.count == 404)
  }

  @Test("what the server changed by itself is no change", arguments: CorpusRoundTrip.all)
  func sameBytes(_ row: CorpusRoundTrip) throws {
    let (sent, stored) = try row.documents()
    let before = TwoEnvironments.portable(sent, EnvironmentMappings()).workflow
    let after = TwoEnvironments.portable(stored, EnvironmentMappings()).workflow
    #expect(TwoEnvironments.blob(before) == TwoEnvironments.blob(after))
  }
}

extension Substring {
  fileprivate func components(separatedBy separator: String) -> [String] {
    var parts: [String] = []
    var rest = self
    while let range = rest.firstRange(of: separator) {
      parts.append(String(rest[..<range.lowerBound]))
      rest = rest[range.upperBound...]
    }
    return parts + [String(rest)]
  }
}
