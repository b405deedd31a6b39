import RulesLaws
import TestSupport
import Testing

@testable import Governance

@Suite("What a drift check does to the incident")
struct IncidentRulesTests {
  private let policy: DriftPolicy
  private let environment: Slug
  private let machine = Person(name: "Machine", email: "machine@example.org")
  private let ids: [RecordID]
  private let now = Instant(seconds: 1_800_000_000)

  init() throws {
    policy = try Fixture.policy("drift").decode(as: DriftPolicy.self)
    environment = try #require(Slug("prod"))
    var random = SeededGenerator(seed: 7)
    ids = (0..<10).map { RecordID(at: Instant(seconds: 1_800_000_000 + $0), using: &random) }
  }

  private func finding(_ workflow: String, _ risk: Risk = .low, hash: String = "2") -> DriftFinding {
    DriftFinding(
      kind: .modified, workflow: workflow, name: workflow, baselineHash: "1", observedHash: hash, risk: risk,
      changes: [RecordedChange(what: "something", kind: .codeChanged, risk: risk)])
  }

  private func outcome(
    _ active: Incident?, _ findings: [DriftFinding], in environmentClass: EnvironmentClass = .production,
    after seconds: Int = 0
  ) -> IncidentRules.Outcome {
    IncidentRules.outcome(
      active: active, findings: findings, environment: environment, environmentClass: environmentClass,
      policy: policy, now: now.adding(seconds: seconds), machine: machine, newID: ids[0])
  }

  private func opened(_ findings: [DriftFinding]) throws -> Incident {
    guard case .write(let incident) = outcome(nil, findings) else { throw Missing() }
    return incident
  }

  private struct Missing: Error {}

  @Test("INC-001 drift opens one, with its findings, severity and time to live")
  func opens() throws {
    let incident = try opened([finding("a", .medium)])
    #expect(incident.status == .open)
    #expect(incident.severity == .high)
    #expect(incident.findings.map(\.workflow) == ["a"])
    #expect(incident.openedAt == now)
    #expect(incident.expiresAt == now.adding(seconds: 48 * 3600))
    #expect(incident.events.map(\.what) == ["opened"])
    #expect(incident.resolution == nil)
  }

  @Test("INC-001 without drift there is nothing to do")
  func quiet() {
    #expect(outcome(nil, []) == .unchanged)
  }

  @Test("DRIFT-005 development opens none")
  func development() {
    #expect(outcome(nil, [finding("a", .high)], in: .development) == .unchanged)
  }

  @Test("INC-001 the same drift found again writes nothing")
  func again() throws {
    let incident = try opened([finding("a")])
    #expect(outcome(incident, [finding("a")], after: 3600) == .unchanged)
  }

  @Test("INC-001 other drift updates the incident and keeps its id, opening and deadline")
  func updates() throws {
    let incident = try opened([finding("a")])
    guard case .write(let updated) = outcome(incident, [finding("a"), finding("b")], after: 60) else {
      Issue.record("not updated")
      return
    }
    #expect(updated.id == incident.id)
    #expect(updated.openedAt == incident.openedAt)
    #expect(updated.expiresAt == incident.expiresAt)
    #expect(updated.findings.map(\.workflow) == ["a", "b"])
    #expect(updated.events.map(\.what) == ["opened", "updated"])
  }

  @Test("INC-001 an edit on top of the drift is an update, not a second incident")
  func sameWorkflowOtherContent() throws {
    let incident = try opened([finding("a", hash: "2")])
    guard case .write(let updated) = outcome(incident, [finding("a", hash: "3")]) else {
      Issue.record("not updated")
      return
    }
    #expect(updated.id == incident.id)
  }

  @Test("INC-002 worse drift raises severity, and the deadline counts from the opening")
  func raises() throws {
    let incident = try opened([finding("a", .low)])
    guard case .write(let updated) = outcome(incident, [finding("a", .high)], after: 7200) else {
      Issue.record("not updated")
      return
    }
    #expect(updated.severity == .critical)
    #expect(updated.expiresAt == now.adding(seconds: 24 * 3600))
    guard case .write(let lower) = outcome(updated, [finding("a", .low)], after: 9000) else {
      Issue.record("not updated")
      return
    }
    #expect(lower.severity == .medium)
  }

  @Test("INC-003 an acknowledged incident stays so while its drift changes")
  func acknowledged() throws {
    var incident = try opened([finding("a")])
    _ = incident.acknowledge(by: machine, at: now, note: nil)
    guard case .write(let updated) = outcome(incident, [finding("b")]) else {
      Issue.record("not updated")
      return
    }
    #expect(updated.status == .acknowledged)
  }

  @Test("POL-003 drift that has gone resolves it")
  func resolves() throws {
    let incident = try opened([finding("a")])
    guard case .write(let resolved) = outcome(incident, [], after: 60) else {
      Issue.record("not resolved")
      return
    }
    #expect(resolved.status == .resolved)
    #expect(resolved.resolution == .reverted)
    #expect(resolved.resolvedAt == now.adding(seconds: 60))
    #expect(resolved.findings == incident.findings, "the record says what it was about")
    #expect(resolved.events.count == 2)
  }

  @Test("INC-004 drift that was accepted opens nothing until what runs or what is approved changes")
  func accepted() throws {
    let accepted = [finding("a")]
    let rules = { (findings: [DriftFinding]) in
      IncidentRules.outcome(
        active: nil, findings: findings, accepted: accepted, environment: environment,
        environmentClass: .production, policy: policy, now: now, machine: machine, newID: ids[0])
    }
    #expect(rules([finding("a", .high)]) == .unchanged, "the risk is no part of what was accepted")
    guard case .write(let incident) = rules([finding("a"), finding("b")]) else {
      Issue.record("not opened")
      return
    }
    #expect(incident.findings.map(\.workflow) == ["b"])
    #expect(rules([finding("a", hash: "3")]) != .unchanged)
  }

  @Test("an incident that was opened under another policy still ends when the drift has gone")
  func resolvesInDevelopment() throws {
    let incident = try opened([finding("a")])
    guard case .write(let resolved) = outcome(incident, [], in: .development) else {
      Issue.record("not resolved")
      return
    }
    #expect(resolved.status == .resolved)
  }

  @Test("INC-001 over any course of findings there is never more than one active incident")
  func neverTwo() {
    var random = SeededGenerator(seed: 8)
    var incidents: [Incident] = []
    var active: Incident?
    for step in 0..<500 {
      let findings = (0..<3).filter { _ in random.chance(40) }.map {
        finding("w\($0)", random.pick(Risk.allCases))
      }
      if case .write(let incident) = outcome(active, findings, after: step) {
        if active == nil { incidents.append(incident) } else { incidents[incidents.count - 1] = incident }
        active = incident.status == .resolved ? nil : incident
      }
      #expect((active != nil) == !findings.isEmpty)
      #expect(active.map(\.findings) ?? [] == findings)
      #expect(incidents.count { $0.status != .resolved } <= 1)
    }
  }
}
