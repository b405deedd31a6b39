import Testing

@testable import Simulator

@Suite("Replay of the recordings", .enabled(if: Shared.isPresent, "needs ../shared"))
struct ReplayTests {
  @Test("Each release answers as the recorded server did", arguments: N8NRelease.allCases)
  func answersAsRecorded(release: N8NRelease) throws {
    var replay = try Replay(release)
    let result = replay.run()
    print(
      "replay of n8n \(release.rawValue): \(result.statuses) of \(result.lines) statuses,",
      "\(result.sameMessages) of \(result.messages) messages, \(result.sameBodies) of \(result.bodies) bodies"
    )
    for difference in result.differences { print("  \(difference)") }
    #expect(result.statuses == result.lines)
  }
}
