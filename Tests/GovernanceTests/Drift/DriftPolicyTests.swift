import JSON
import Testing

@testable import Governance

@Suite("When drift is how severe")
struct DriftPolicyTests {
  private let policy: DriftPolicy

  init() throws { policy = try Fixture.policy("drift").decode(as: DriftPolicy.self) }

  private func finding(_ kind: DriftFinding.Kind, _ risk: Risk) -> DriftFinding {
    DriftFinding(
      kind: kind, workflow: "a", name: "A", baselineHash: "1", observedHash: "2", risk: risk, changes: [])
  }

  @Test(
    "INC-002 the class and the worst risk decide",
    arguments: [
      (EnvironmentClass.production, Risk.high, Severity.critical), (.production, .medium, .high),
      (.production, .low, .medium), (.staging, .high, .high), (.staging, .low, .low),
      (.development, .high, .low),
    ])
  func severity(_ environmentClass: EnvironmentClass, _ risk: Risk, _ severity: Severity) {
    let findings = [finding(.modified, .low), finding(.modified, risk)]
    #expect(policy.severity(of: findings, in: environmentClass) == severity)
    #expect(policy.severity(of: findings.reversed(), in: environmentClass) == severity)
  }

  @Test("INC-002 a workflow that is missing counts as high risk, whatever its own")
  func missing() {
    #expect(policy.severity(of: [finding(.missing, .low)], in: .production) == .critical)
  }

  @Test("INC-002 what the table does not name is high, never nothing")
  func unnamed() {
    let empty = DriftPolicy(incidentClasses: [], severity: [:], timeToLiveHours: [:])
    #expect(empty.severity(of: [finding(.modified, .low)], in: .production) == .high)
    #expect(empty.expiry(of: .high, openedAt: Instant(seconds: 0)) == nil)
  }

  @Test("POL-001 an incident is overdue after the hours of its severity")
  func expiry() {
    let opened = Instant(seconds: 1_800_000_000)
    #expect(policy.expiry(of: .critical, openedAt: opened) == opened.adding(seconds: 24 * 3600))
    #expect(policy.expiry(of: .low, openedAt: opened) == opened.adding(seconds: 168 * 3600))
  }

  @Test("POL-001 hours beyond all bounds stop nothing")
  func absurdHours() {
    let absurd = DriftPolicy(incidentClasses: [], severity: [:], timeToLiveHours: [.low: Int.max])
    #expect(absurd.expiry(of: .low, openedAt: Instant(seconds: 0)) == Instant.latest)
  }

  @Test("severities are ordered")
  func order() {
    #expect(Severity.allCases.shuffled().sorted() == [.low, .medium, .high, .critical])
  }
}
