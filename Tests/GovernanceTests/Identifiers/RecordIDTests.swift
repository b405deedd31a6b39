import JSON
import RulesLaws
import TestSupport
import Testing

@testable import Governance

@Suite("The id of a record")
struct RecordIDTests {
  @Test("says its time, and reads back")
  func form() throws {
    var random = SeededGenerator(seed: 4)
    let id = RecordID(at: try #require(Instant("2026-11-24T17:40:15.999Z")), using: &random)
    #expect(id.text.hasPrefix("20261124T174015Z-"))
    #expect(id.text.utf8.count == 23)
    #expect(RecordID(id.text) == id)
    #expect(try JSON.encode(id).decode(as: RecordID.self) == id)
  }

  @Test("sorts by time over the whole range, and can always be read")
  func order() {
    var random = SeededGenerator(seed: 5)
    let range = Instant.earliest.milliseconds...Instant.latest.milliseconds
    let instants = (0..<2000).map { _ in Instant(milliseconds: Int64.random(in: range, using: &random)) }
      .sorted()
    let ids = instants.map { RecordID(at: $0, using: &random) }
    #expect(ids == ids.sorted())
    #expect(ids.allSatisfy { RecordID($0.text) == $0 })
    #expect(Slug(ids[0].text) == nil, "a record is never taken for something that people name")
  }

  @Test("does not repeat within a second")
  func uniqueness() {
    var random = SeededGenerator(seed: 6)
    let ids = (0..<1000).map { _ in RecordID(at: Instant(seconds: 0), using: &random) }
    #expect(Set(ids).count == 1000)
  }

  @Test(
    "refuses another form",
    arguments: [
      "", "20261124T174015Z", "20261124T174015Z-k3f9q", "20261124T174015Z-k3f9qzz", "20261124t174015Z-k3f9qz",
      "20261124T174015Z_k3f9qz", "20261124T174015Z-K3F9QZ", "20261124T174015Z-k3f9q/",
      "2026112xT174015Z-k3f9qz",
      "20261124T174015Z-../..", "20261124T174015Z-k3f9é", "../61124T174015Z-k3f9qz",
    ])
  func refuses(_ text: String) {
    #expect(RecordID(text) == nil)
    #expect(throws: JSONDecodingError.self) { try JSON.string(text).decode(as: RecordID.self) }
  }
}
