import Governance
import Resources
import Testing

@testable import Ledger

@Suite("Policies in force")
struct RulesTests {
  @Test("an ops repository without policies has the built-in ones")
  func builtIn() throws {
    let ledger = try TestLedger()
    let (own, builtIn) = (try Rules(tree: try ledger.workspace.mainTree()), try Rules.builtIn())
    #expect(own.guards == builtIn.guards)
    #expect(own.drift == builtIn.drift)
    #expect(own.normalization.identifier == builtIn.normalization.identifier)
    #expect(own.risk.rules == builtIn.risk.rules)
  }

  @Test("ENV-015 its own policy replaces the built-in one, file by file")
  func overrides() throws {
    let ledger = try TestLedger()
    try ledger.commit([
      PolicyFiles.environmentClasses: "{\"actions\": {\"delete\": {\"production\": \"allowed\"}}}"
    ])
    let rules = try Rules(tree: try ledger.workspace.mainTree())
    #expect(rules.guards.decision(on: .delete, in: .production) == .allowed)
    #expect(rules.guards.decision(on: .keep, in: .production) == .blocked)
    #expect(rules.drift == (try Rules.builtIn()).drift)
  }

  @Test("a tenant decides for itself whether its pinned test data is kept")
  func pinnedData() throws {
    let ledger = try TestLedger()
    let tenants = try ["keeps", "drops", "silent"].map { TenantRoot(try #require(Slug($0))) }
    func record(_ more: String) -> String {
      "{\"name\": \"T\", \"plan\": \"free\", \"timeZone\": \"UTC\"\(more)}"
    }
    try ledger.commit([
      tenants[0].tenantFile: record(", \"keepPinData\": true"),
      tenants[1].tenantFile: record(", \"keepPinData\": false"), tenants[2].tenantFile: record(""),
    ])
    func keeps() throws -> [Bool] {
      let tree = try ledger.workspace.mainTree()
      return try tenants.map { try Rules(tree: tree, tenant: $0).normalization.keepsPinData }
    }
    #expect(try keeps() == [true, false, false])
    let policy = try #require(Resources.text(PolicyFiles.normalization)).replacing(
      "\"keepPinData\": false", with: "\"keepPinData\": true")
    try ledger.commit([PolicyFiles.normalization: policy])
    #expect(try keeps() == [true, false, true])
  }

  @Test("ENV-015 a tenant's own guards go before the policy's, action by action and class by class")
  func ownGuards() throws {
    let ledger = try TestLedger()
    let tenant = TenantRoot(try #require(Slug("careful")))
    try ledger.commit([
      tenant.tenantFile:
        #"{"name": "T", "plan": "free", "timeZone": "UTC", "guards": {"revert": {"production": "blocked"}}}"#
    ])
    let tree = try ledger.workspace.mainTree()
    let (own, others) = (try Rules(tree: tree, tenant: tenant).guards, try Rules(tree: tree).guards)
    #expect(own.decision(on: .revert, in: .production) == .blocked)
    #expect(own.decision(on: .revert, in: .staging) == others.decision(on: .revert, in: .staging))
    #expect(others.decision(on: .revert, in: .production) == .allowed)
    #expect(own.decision(on: .delete, in: .production) == .approval)
  }

  @Test(
    "a policy that cannot be used is told by its file",
    arguments: [
      PolicyFiles.environmentClasses, PolicyFiles.drift, PolicyFiles.risk, PolicyFiles.normalization,
    ],
    ["{", "[]", "{\"version\": \"one\"}"])
  func broken(_ path: String, _ text: String) throws {
    let ledger = try TestLedger()
    try ledger.commit([path: text])
    let error = #expect(throws: OpsError.self) { try Rules(tree: try ledger.workspace.mainTree()) }
    #expect("\(try #require(error))".contains(path))
    #expect(error?.remedy != nil)
  }

  @Test("a wrong value in a policy is told by its place")
  func wrongValue() throws {
    let ledger = try TestLedger()
    let text = try #require(Resources.text(PolicyFiles.risk)).replacing(
      "\"HIGH\"", with: "\"EXTREME\"", maxReplacements: 1)
    try ledger.commit([PolicyFiles.risk: text])
    let error = #expect(throws: OpsError.self) { try Rules(tree: try ledger.workspace.mainTree()) }
    #expect("\(try #require(error))".contains("policies/risk.json/"))
    #expect("\(try #require(error))".contains("must be LOW, MEDIUM or HIGH"))
  }
}
