import JSON
import Testing

@testable import Governance

@Suite("The retention policy")
struct RetentionPolicyTests {
  private let now = Instant(seconds: 1_800_000_000)

  @Test("POL-006 the built-in one keeps what the plans promise")
  func builtIn() throws {
    let policy = try Fixture.policy("retention").decode(as: RetentionPolicy.self)
    #expect(policy.plans.mapValues(\.snapshotDays) == [.free: 7, .pro: 30, .agency: 90, .enterprise: 365])
    #expect(policy.maintenance.graceDays >= 1)
  }

  @Test("maintenance is due when it never ran, after its hours, and when its last time lies in the future")
  func due() {
    let policy = MaintenancePolicy(everyHours: 24, graceDays: 2, looseObjects: 1, packs: 1)
    #expect(policy.isDue(last: nil, now: now))
    #expect(!policy.isDue(last: now.adding(hours: -23), now: now))
    #expect(policy.isDue(last: now.adding(hours: -24), now: now))
    #expect(policy.isDue(last: now.adding(hours: 1), now: now))
  }

  @Test("a bound lies so many days back; without days there is none; nonsense is bounded")
  func bounds() {
    #expect(RetentionLimits.bound(days: 7, now: now) == now.adding(hours: -168))
    #expect(RetentionLimits.bound(days: nil, now: now) == nil)
    #expect(RetentionLimits.bound(days: -5, now: now) == now.adding(hours: -24))
    #expect(RetentionLimits.bound(days: Int.max, now: now).map { $0 < now } == true)
  }
}
