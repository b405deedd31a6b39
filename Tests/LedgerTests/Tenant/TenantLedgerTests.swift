import Git
import Governance
import JSON
import Testing

@testable import Ledger

@Suite("What the ledger knows of a tenant")
struct TenantLedgerTests {
  private let ledger: TestLedger
  private let tenant: TenantLedger
  private let names: (dev: Slug, prod: Slug, flow: Slug)

  init() throws {
    ledger = try TestLedger()
    tenant = TenantLedger(workspace: ledger.workspace, tenant: ledger.tenant, rules: try Rules.builtIn())
    names = (try slug("dev"), try slug("prod"), try slug("flow"))
  }

  private func put(
    _ content: @escaping (inout LedgerEdit) throws(OpsError) -> Void, to branch: String = "main"
  ) throws {
    try ledger.workspace.commit(to: try ledger.workspace.ref(branch: branch), as: TestLedger.act()) {
      (_, edit) throws(OpsError) in
      try content(&edit)
      return TestLedger.note()
    }
  }

  private func environment(_ environmentClass: EnvironmentClass) throws -> EnvironmentRecord {
    EnvironmentRecord(
      class: environmentClass, url: "https://n8n.example.com", apiKey: try #require(SecretReference("env:K")))
  }

  private func workflow(_ code: String) -> String {
    JSON.object([
      "name": "Flow", "active": false, "connections": [:], "settings": [:],
      "nodes": [
        [
          "name": "Code", "type": "n8n-nodes-base.code", "typeVersion": 2, "position": [0, 0],
          "parameters": ["jsCode": .string(code)],
        ]
      ],
    ]).text(.prettySorted)
  }

  @Test("an environment that does not exist is told with those that do")
  func unknownEnvironment() throws {
    let record = try environment(.development)
    try put { (edit) throws(OpsError) in try edit.put(record, at: ledger.tenant.environment(names.dev)) }
    let error = #expect(throws: OpsError.self) {
      try tenant.environment(names.prod, in: try ledger.workspace.mainTree())
    }
    #expect(error?.why == "the tenant has: dev")
  }

  @Test("environments stand in the order of their classes")
  func order() throws {
    let (dev, prod) = (try environment(.development), try environment(.production))
    try put { (edit) throws(OpsError) in
      try edit.put(prod, at: ledger.tenant.environment(names.dev))
      try edit.put(dev, at: ledger.tenant.environment(names.prod))
    }
    #expect(try tenant.allEnvironments() == [names.prod, names.dev])
  }

  @Test("CAN-011 CAN-012 the matrix says of each workflow how it stands in each environment")
  func matrix() throws {
    let (dev, prod) = (try environment(.development), try environment(.production))
    let ids = try ["flow", "drift", "gone", "new", "off"].map { try slug($0) }
    let (first, second) = (Array(workflow("1").utf8), Array(workflow("2").utf8))
    try put { (edit) throws(OpsError) in
      try edit.put(dev, at: ledger.tenant.environment(names.dev))
      try edit.put(prod, at: ledger.tenant.environment(names.prod))
      for id in ids {
        let status: DecidedMappingStatus = id.text == "off" ? .ignored : .linked
        let record = CanonicalWorkflow(
          name: id.text, mappings: [names.prod: WorkflowMapping(id: id.text, status: status)])
        try edit.put(record, at: ledger.tenant.workflow(id))
        if id.text != "new" { edit.put(first, at: ledger.tenant.baseline(names.prod, id)) }
      }
    }
    try put(
      { (edit) throws(OpsError) in
        for id in ids where id.text != "gone" {
          edit.put(id.text == "drift" ? second : first, at: ObservedPaths.workflow(id))
        }
      }, to: ledger.tenant.observedBranch(names.prod))
    let matrix = try tenant.matrix()
    #expect(matrix.environments == [names.dev, names.prod])
    let states = Dictionary(
      uniqueKeysWithValues: matrix.rows.map { ($0.workflow.text, $0.cells.map(\.state)) })
    #expect(
      states == [
        "flow": [.absent, .inSync], "drift": [.absent, .drifted], "gone": [.absent, .missing],
        "new": [.absent, .notApproved], "off": [.absent, .ignored],
      ])
  }

  @Test("an approved file that is no JSON is told with its path")
  func brokenBaseline() throws {
    try ledger.commit([ledger.tenant.baseline(names.prod, names.flow): "{"])
    let error = #expect(throws: OpsError.self) { try tenant.approved(names.flow, in: names.prod) }
    #expect(error?.place == ledger.tenant.baseline(names.prod, names.flow))
  }

  @Test("PROMO-004 the merge of a promotion is found however much came after it")
  func merge() throws {
    let id = try recordID(1)
    try ledger.commit(["start": "1"])
    try ledger.branch("proposal")
    try ledger.commit([ledger.tenant.promotion(id): "{}"], to: "proposal")
    let merge = try ledger.workspace.merge(
      branch: try ledger.workspace.ref(branch: "proposal"), as: TestLedger.act(after: 1),
      note: TestLedger.note("merge"))
    for number in 2..<6 { try ledger.commit(["later": "\(number)"], after: number) }
    let found = try tenant.merge(of: id, in: try ledger.workspace.mainTree())
    #expect(found.commit.oid == merge)
    #expect(try found.before.bytes(at: ledger.tenant.promotion(id)) == nil)
    #expect(throws: OpsError.self) {
      try tenant.merge(of: try recordID(2), in: try ledger.workspace.mainTree())
    }
  }

  @Test("a proposal that cannot be read does not hide the others")
  func brokenProposal() throws {
    try ledger.commit(["start": "1"])
    let (broken, good) = (try recordID(1), try recordID(2))
    let promotion = Promotion(
      id: good, kind: .promotion, pipeline: nil, source: names.dev, target: names.prod,
      requestedBy: TestLedger.ada,
      requestedAt: Instant(seconds: 0), reason: nil, workflows: [], checks: [], risk: .low)
    for id in [broken, good] { try ledger.branch(ledger.tenant.promotionBranch(id)) }
    try ledger.commit([ledger.tenant.promotion(broken): "{"], to: ledger.tenant.promotionBranch(broken))
    try put(
      { (edit) throws(OpsError) in try edit.put(promotion, at: ledger.tenant.promotion(good)) },
      to: ledger.tenant.promotionBranch(good))
    #expect(try tenant.proposals().map(\.id) == [good])
  }
}
