import JSON
import Testing

@testable import Governance

@Suite("The life of an incident")
struct IncidentTests {
  private let now = Instant(seconds: 1_800_000_000)
  private let ada = Person(name: "Ada", email: "ada@example.org")

  private func incident() throws -> Incident {
    Incident(
      id: try #require(RecordID("20261124T174015Z-k3f9qz")), environment: try #require(Slug("prod")),
      severity: .high, openedAt: now, expiresAt: nil, findings: [], events: [])
  }

  @Test("INC-003 an open one is acknowledged once, with who, when and why")
  func acknowledge() throws {
    var incident = try incident()
    let isDone = incident.acknowledge(by: ada, at: now, note: "mine")
    #expect(isDone)
    #expect(incident.status == .acknowledged)
    #expect(incident.events == [.init(at: now, by: ada, what: "acknowledged", note: "mine")])
    let isDoneAgain = incident.acknowledge(by: ada, at: now, note: "again")
    #expect(!isDoneAgain)
    #expect(incident.events.count == 1)
  }

  @Test("INC-003 a resolved one cannot be acknowledged")
  func acknowledgeResolved() throws {
    var incident = try incident()
    incident.resolve(.accepted, by: ada, at: now, note: nil)
    let isDone = incident.acknowledge(by: ada, at: now, note: nil)
    #expect(!isDone)
    #expect(incident.status == .resolved)
  }

  @Test("INC-004 it ends with how, when, by whom and why", arguments: Incident.Resolution.allCases)
  func resolve(_ how: Incident.Resolution) throws {
    var incident = try incident()
    incident.resolve(how, by: ada, at: now, note: "done")
    #expect(incident.status == .resolved)
    #expect(incident.resolution == how)
    #expect(incident.resolvedAt == now)
    #expect(incident.events == [.init(at: now, by: ada, what: "resolved: \(how.rawValue)", note: "done")])
  }

  @Test("its file reads back, and a status that is not known is refused")
  func coding() throws {
    var incident = try incident()
    incident.resolve(.kept, by: ada, at: now, note: nil)
    var json = try JSON.encode(incident)
    #expect(try json.decode(as: Incident.self) == incident)
    json.set("DONE", at: try JSONPointer("/status"))
    #expect(throws: JSONDecodingError.self) { try json.decode(as: Incident.self) }
  }
}
