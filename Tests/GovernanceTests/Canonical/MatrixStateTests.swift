import Testing

@testable import Governance

@Suite("The state of a workflow in the matrix")
struct MatrixStateTests {
  @Test(
    "CAN-012 each mapping with what is approved and what drifted",
    arguments: [
      (MappingStatus.linked, true, false, MatrixState.inSync), (.linked, true, true, .drifted),
      (.linked, false, false, .notApproved), (.linked, false, true, .notApproved),
      (.missing, true, true, .missing), (.missing, false, false, .missing),
      (.unmapped, true, false, .missing), (.unmapped, false, false, .absent),
      (.ignored, true, true, .ignored), (.deleted, true, true, .deleted),
    ])
  func states(_ mapping: MappingStatus, _ isApproved: Bool, _ isDrifted: Bool, _ state: MatrixState) {
    #expect(MatrixState(mapping: mapping, isApproved: isApproved, isDrifted: isDrifted) == state)
  }

  @Test("every state has words of its own")
  func words() {
    #expect(Set(MatrixState.allCases.map(\.words)).count == MatrixState.allCases.count)
  }
}
