import Governance
import Testing

@testable import Ledger

@Suite("Mappings of a tenant")
struct MappingsTests {
  private func mappings() throws -> Mappings {
    let (dev, prod) = (try slug("dev"), try slug("prod"))
    return Mappings(
      workflows: [
        try slug("linked"): CanonicalWorkflow(
          name: "L", mappings: [dev: WorkflowMapping(id: "1"), prod: WorkflowMapping(id: "9")]),
        try slug("ignored"): CanonicalWorkflow(
          name: "I", mappings: [dev: WorkflowMapping(id: "2", status: .ignored)]),
        try slug("deleted"): CanonicalWorkflow(
          name: "D", mappings: [dev: WorkflowMapping(id: "3", status: .deleted)]),
      ],
      credentials: [
        try slug("crm"): CredentialRecord(
          name: "CRM", type: "postgres", mappings: [dev: CredentialMapping(id: "c1", name: "CRM dev")])
      ])
  }

  @Test("CAN-002 only what is linked translates, in its own environment")
  func translation() throws {
    let mappings = try mappings()
    let dev = mappings.translation(for: try slug("dev"))
    #expect(dev.workflows == ["1": "linked"])
    #expect(mappings.translation(for: try slug("prod")).workflows == ["9": "linked"])
    #expect(mappings.translation(for: try slug("prod")).credentials.isEmpty)
    #expect(mappings.translation(for: try slug("none")).workflows.isEmpty)
  }

  @Test("CAN-002 what is ignored keeps its place, what is deleted does not")
  func canonicalIDs() throws {
    let ids = try mappings().canonicalIDs(in: try slug("dev"))
    #expect(ids == ["1": try slug("linked"), "2": try slug("ignored")])
  }

  @Test("a credential is found by type and name together")
  func credential() throws {
    let mappings = try mappings()
    #expect(mappings.credential(type: "postgres", name: "CRM")?.slug == (try slug("crm")))
    #expect(mappings.credential(type: "mysql", name: "CRM") == nil)
    #expect(mappings.credential(type: "postgres", name: "crm") == nil)
  }
}
