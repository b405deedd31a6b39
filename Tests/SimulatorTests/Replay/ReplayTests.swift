import Testing

@testable import Simulator

/// The measure of the simulator: how much of what real servers answered it answers too. `docs/simulator.md` names the rest.
@Suite("Replay of the recordings", .enabled(if: Shared.isPresent, "needs ../shared"))
struct ReplayTests {
  /// What was reached: it cannot fall.
  struct Measure: Sendable {
    let release: N8NRelease
    let lines: Int
    let messages: Int
    let bodies: Int
  }

  static let reached = [
    Measure(release: .v1_123_81, lines: 332, messages: 113, bodies: 332),
    Measure(release: .v2_14_2, lines: 332, messages: 111, bodies: 332),
    Measure(release: .v2_30_8, lines: 345, messages: 116, bodies: 345),
    Measure(release: .v2_40_7, lines: 345, messages: 107, bodies: 344),
  ]

  @Test("Each release answers as the recorded server did", arguments: reached)
  func answersAsRecorded(reached: Measure) throws {
    var replay = try Replay(reached.release)
    let result = replay.run()
    print(
      "replay of n8n \(reached.release.rawValue): \(result.statuses) of \(result.lines) statuses,",
      "\(result.sameMessages) of \(result.messages) messages, \(result.sameBodies) of \(result.bodies) bodies"
    )
    for difference in result.differences { print("  \(difference)") }
    #expect(result.lines == reached.lines)
    #expect(result.statuses == reached.lines)
    #expect(result.messages == reached.messages)
    #expect(result.sameMessages == reached.messages)
    #expect(result.sameBodies >= reached.bodies)
  }
}
