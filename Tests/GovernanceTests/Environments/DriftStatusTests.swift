import Testing

@testable import Governance

@Suite("Drift status in words")
struct DriftStatusTests {
  @Test("DRIFT-005 development is its own truth, so its labels never say drift")
  func labels() {
    for status in DriftStatus.allCases {
      #expect(!status.label(for: .development).contains("rift"))
      #expect(!status.label(for: .development).contains("approved"))
      #expect(status.label(for: .staging) == status.label(for: .production))
    }
    #expect(DriftStatus.driftDetected.label(for: .production) == "Drift detected")
    #expect(DriftStatus.new.label(for: .staging) == "Not onboarded")
  }

  @Test("ENV-005 classes stand in the order of a pipeline")
  func classes() {
    #expect(EnvironmentClass.allCases.shuffled().sorted() == [.development, .staging, .production])
  }
}
