import Testing

@testable import Governance

@Suite("Mapping status")
struct MappingStatusTests {
  @Test(
    "CAN-002 DELETED before IGNORED before MISSING before UNMAPPED before LINKED",
    arguments: [
      (DecidedMappingStatus.deleted, true, MappingStatus.deleted), (.deleted, false, .deleted),
      (.ignored, true, .ignored), (.ignored, false, .ignored), (.linked, false, .missing),
      (.linked, true, .linked),
    ])
  func precedence(_ decided: DecidedMappingStatus, _ isPresent: Bool, _ status: MappingStatus) {
    #expect(MappingStatus(decided: decided, isPresent: isPresent) == status)
  }

  @Test("CAN-002 what nobody mapped is unmapped, there or not", arguments: [true, false])
  func unmapped(_ isPresent: Bool) {
    #expect(MappingStatus(decided: nil, isPresent: isPresent) == .unmapped)
  }

  @Test("CAN-002 the cases stand in their order of precedence")
  func order() {
    #expect(MappingStatus.allCases == [.deleted, .ignored, .missing, .unmapped, .linked])
  }
}
