import Testing

@testable import Ledger

@Suite("Where a tenant lives")
struct TenantRootTests {
  @Test("its paths are those of the documented tree")
  func paths() throws {
    let root = TenantRoot(try slug("acme"))
    let (prod, flow, id) = (try slug("prod"), try slug("flow"), try recordID(1))
    #expect(root.tenantFile == "state/tenants/acme/tenant.json")
    #expect(root.member(flow) == "state/tenants/acme/team/flow.json")
    #expect(root.environment(prod) == "state/tenants/acme/environments/prod/environment.json")
    #expect(root.baseline(prod, flow) == "state/tenants/acme/environments/prod/baseline/flow.json")
    #expect(root.overlay(prod) == "state/tenants/acme/environments/prod/overlay.json")
    #expect(root.workflow(flow) == "state/tenants/acme/workflows/flow.json")
    #expect(root.promotion(id) == "state/tenants/acme/promotions/\(id)/promotion.json")
    #expect(root.incident(id) == "state/tenants/acme/incidents/\(id).json")
  }

  @Test("its refs are those of the documented table, and Git takes them")
  func refs() throws {
    let root = TenantRoot(try slug("acme"))
    let (prod, id) = (try slug("prod"), try recordID(1))
    #expect(root.observedBranch(prod) == "observed/acme/prod")
    #expect(root.promotionBranch(id) == "promotion/acme/\(id)")
    #expect(root.snapshotTag(prod, id) == "snapshot/acme/prod/\(id)")
    let ledger = try TestLedger()
    for ref in [
      root.statusRef(prod), root.jobsRef, root.undoRef(id), "refs/heads/\(root.promotionBranch(id))",
    ] {
      _ = try ledger.workspace.ref(named: ref)
      #expect(throws: Never.self) { try ledger.folder.git("check-ref-format", ref) }
    }
  }

  @Test("an id of n8n becomes a file name only where it can do no harm")
  func unmanaged() {
    #expect(ObservedPaths.unmanaged("AbC123xyz0987654") == "unmanaged/AbC123xyz0987654.json")
    #expect(ObservedPaths.unmanaged("17") == "unmanaged/17.json")
    for id in [
      "", "../x", "a/b", "-rf", ".", "..", ".git", "a b", "a\u{0}", "ä", String(repeating: "a", count: 65),
    ] {
      #expect(ObservedPaths.unmanaged(id) == nil)
      #expect(ObservedPaths.unmanagedDraft(id) == nil)
    }
  }
}
