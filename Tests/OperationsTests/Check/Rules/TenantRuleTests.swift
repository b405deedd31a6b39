import Governance
import JSON
import Ledger
import Testing

@testable import Operations

@Suite("check: files together")
struct TenantRuleTests {
  private var tree: SampleTree

  init() throws { tree = try SampleTree() }

  @Test("member-mail: two members with one address, whatever its case")
  func memberMail() throws {
    var tree = tree
    try tree.set("ADA@example.com", at: "/email", of: "team/dev.json")
    try tree.expect(Expected("member-mail", "team/dev.json", "/email"))
  }

  @Test("team-admin: a team that nobody administers; who a broken file is about may do it")
  func teamAdmin() throws {
    var tree = tree
    try tree.set("viewer", at: "/role", of: "team/ada.json")
    try tree.expect(Expected("team-admin", "team"))
    tree.put("{", at: "team/dev.json")
    try tree.expect(Expected("readable", "team/dev.json"))
  }

  @Test("PIPE-002 pipeline: it may not lead away from production, nor pass an environment twice")
  func pipeline() throws {
    var tree = tree
    try tree.set("production", at: "/stages/0/source", of: "pipelines/delivery.json")
    try tree.set("staging", at: "/stages/0/target", of: "pipelines/delivery.json")
    try tree.expect(Expected("pipeline", "pipelines/delivery.json", "/stages"))
  }

  @Test("environment-reference: mappings, stages, and records that are open")
  func environmentReference() throws {
    var tree = tree
    try tree.set(["id": "1", "status": "LINKED"], at: "/mappings/stagin", of: "workflows/stock-sync.json")
    try tree.set(["id": "1", "name": "CRM"], at: "/mappings/stagin", of: "credentials/crm.json")
    try tree.set("stagin", at: "/stages/0/source", of: "pipelines/delivery.json")
    try tree.set("stagin", at: "/environment", of: "incidents/\(SampleTree.incident).json")
    try tree.set("gone", at: "/target", of: "promotions/\(SampleTree.promotion)/promotion.json")
    try tree.expect(
      Expected("environment-reference", "workflows/stock-sync.json", "/mappings/stagin"),
      Expected("environment-reference", "credentials/crm.json", "/mappings/stagin"),
      Expected("environment-reference", "pipelines/delivery.json", "/stages/0/source"),
      Expected("environment-reference", "incidents/\(SampleTree.incident).json", "/environment"))
  }

  @Test("environment-reference: an environment whose file is wrong is there all the same")
  func unreadableEnvironment() throws {
    var tree = tree
    tree.put("{", at: "environments/staging/environment.json")
    try tree.expect(Expected("readable", "environments/staging/environment.json"))
  }

  @Test(
    "ENV-001 shared-instance: two environments of one instance, however its address is written, are a warning"
  )
  func sharedInstance() throws {
    var tree = tree
    try tree.set("https://N8N.example.com:443/", at: "/url", of: "environments/production/environment.json")
    try tree.set("https://n8n.example.com", at: "/url", of: "environments/staging/environment.json")
    try tree.expect(Expected("shared-instance", "environments/staging/environment.json", "/url"))
    #expect(try tree.findings().map(\.isWarning) == [true])
  }

  @Test(
    "ENV-015 guard-override: a tenant that may do more than the policy says is told, one that may less is not"
  )
  func guardOverride() throws {
    var tree = tree
    try tree.set(
      ["upload": ["production": "allowed"], "revert": ["production": "blocked"]], at: "/guards",
      of: "tenant.json")
    try tree.expect(Expected("guard-override", "tenant.json", "/guards/upload/production"))
    #expect(try tree.findings().map(\.isWarning) == [true])
  }

  @Test("CAN-002 shared-mapping: two workflows with one id in an environment")
  func sharedMapping() throws {
    var tree = tree
    try tree.set("W0", at: "/mappings/staging/id", of: "workflows/stock-sync.json")
    try tree.expect(Expected("shared-mapping", "workflows/stock-sync.json", "/mappings/staging/id"))
    try tree.set("DELETED", at: "/mappings/staging/status", of: "workflows/stock-sync.json")
    try tree.expect()
  }

  @Test("credential-identity: type and name stand for one credential")
  func credential() throws {
    var tree = tree
    try tree.put(CredentialRecord(name: "CRM", type: "postgres"), at: "credentials/other.json")
    try tree.put(CredentialRecord(name: "CRM", type: "mySql"), at: "credentials/third.json")
    try tree.expect(Expected("credential-identity", "credentials/other.json", "/name"))
  }

  @Test("baseline-identity: approved content without workflow or environment")
  func baseline() throws {
    var tree = tree
    tree.put(nil, at: "workflows/stock-sync.json")
    let content = tree.files[SampleTree.path("environments/production/baseline/order-intake.json")]
    tree.put(content, at: "environments/gone/baseline/order-intake.json")
    try tree.expect(
      Expected("baseline-identity", "environments/production/baseline/stock-sync.json"),
      Expected("baseline-identity", "environments/gone/baseline/order-intake.json"))
  }

  @Test("baseline-reference: approved content names workflows and credentials that are on record")
  func baselineReference() throws {
    var tree = tree
    let call: JSON = [
      "name": "Call", "type": "n8n-nodes-base.executeWorkflow", "typeVersion": 1, "position": [0, 0],
      "parameters": ["workflowId": ["__rl": true, "mode": "list", "value": "workflow:stock-sync"]],
      "credentials": ["postgres": ["name": "CRM"], "smtp": ["id": "C9", "name": "Mail"]],
    ]
    let content: JSON = [
      "name": "order-intake", "connections": [:], "nodes": [call],
      "settings": ["errorWorkflow": "W9", "callerIds": "W9,workflow:order-intake"],
    ]
    let file = "environments/production/baseline/order-intake.json"
    tree.put(content.text(.prettySorted), at: file)
    try tree.expect()
    let places = [
      "/nodes/0/parameters/workflowId/value", "/settings/errorWorkflow", "/nodes/0/credentials/postgres/name",
    ]
    try tree.set("workflow:stock-synk", at: places[0], of: file)
    try tree.set("workflow:alarm", at: places[1], of: file)
    try tree.set("ERP", at: places[2], of: file)
    try tree.expect(
      Expected("baseline-reference", file, places[0]), Expected("baseline-reference", file, places[1]),
      Expected("baseline-reference", file, places[2]))
    let warnings = try tree.findings().filter(\.isWarning)
    #expect(warnings.map { $0.pointer?.description } == [places[2]])
    // The same text elsewhere is read once and told twice.
    tree.put(tree.files[SampleTree.path(file)], at: "environments/staging/baseline/order-intake.json")
    #expect(try tree.findings().filter { $0.place != nil }.count == 6)
    // A record that cannot be read may be the one.
    tree.put("{", at: "credentials/crm.json")
    #expect(try tree.findings().filter { $0.rule == "baseline-reference" }.count == 4)
  }

  @Test("overlay-secret: no secret and no placeholder, unless the policy lets it")
  func overlaySecret() throws {
    var tree = tree
    let node: JSON = [
      "name": "N", "type": "n8n-nodes-base.set", "typeVersion": 1, "position": [0, 0],
      "parameters": ["apiKey": "x", "url": "x", "text": "x"],
    ]
    let content: JSON = ["name": "order-intake", "connections": [:], "nodes": [node]]
    tree.put(content.text(.prettySorted), at: "environments/production/baseline/order-intake.json")
    let file = "environments/production/overlay.json"
    tree.put(
      """
      {"$schema": "../../../../../state/schemas/overlay.schema.json",
       "order-intake": {"N": {"/parameters/apiKey": "abc123def456", "/parameters/url": "https://example.com",
       "/parameters/text": "<n8n-ops:sealed:0123456789abcdef0123456789abcdef>"}}}
      """, at: file)
    let key = Expected("overlay-secret", file, "/order-intake/N/~1parameters~1apiKey")
    let text = Expected("overlay-secret", file, "/order-intake/N/~1parameters~1text")
    try tree.expect(key, text)
    try tree.set(
      [["workflow": "order-intake", "reason": "made up"]], at: "/exceptions", of: "policies/secrets.json")
    try tree.expect(text)
  }

  @Test("overlay: values of a workflow, or for a node, that does not exist")
  func overlay() throws {
    var tree = tree
    tree.put(
      """
      {"$schema": "../../../../../state/schemas/overlay.schema.json",
       "order-intake": {"Node": {"/parameters/url": "x"}}, "order-in": {}}
      """, at: "environments/production/overlay.json")
    let file = "environments/production/overlay.json"
    try tree.expect(
      Expected("overlay", file, "/order-in"),
      Expected("overlay", file, "/order-intake/Node/~1parameters~1url"))
  }

  @Test("INC-001 open-incident: one environment, one open incident")
  func openIncident() throws {
    var tree = tree
    let id = "20261125T000000Z-aaaaaa"
    tree.put(
      tree.files[SampleTree.path("incidents/\(SampleTree.incident).json")]?
        .replacing(SampleTree.incident, with: id), at: "incidents/\(id).json")
    try tree.expect(Expected("open-incident", "incidents/\(id).json", "/status"))
  }

  @Test("tenants are checked each by themselves")
  func severalTenants() throws {
    var tree = tree
    for (path, text) in tree.files where path.hasPrefix(SampleTree.tenant) {
      tree.put(text, at: path.replacing("state/tenants/acme", with: "state/tenants/other"))
    }
    try tree.expect()
  }

  @Test("ENV-008 TEAM-005 plan-limit: more environments, workflows or members than the plan allows")
  func planLimit() throws {
    var tree = tree
    try tree.set(1, at: "/plans/free/environments", of: "policies/plans.json")
    try tree.expect(Expected("plan-limit", "tenant.json", "/plan"))
    try tree.set(2, at: "/plans/free/environments", of: "policies/plans.json")
    try tree.set(1, at: "/plans/free/workflows", of: "policies/plans.json")
    try tree.expect(Expected("plan-limit", "tenant.json", "/plan"))
    try tree.set(2, at: "/plans/free/workflows", of: "policies/plans.json")
    try tree.set(0, at: "/plans/free/members", of: "policies/plans.json")
    try tree.expect(Expected("plan-limit", "tenant.json", "/plan"))
    try tree.set("enterprise", at: "/plan", of: "tenant.json")
    try tree.expect()
  }

  @Test("tenant-file: a folder of a tenant without the file that makes it one")
  func tenantFile() throws {
    var tree = tree
    tree.put(nil, at: "tenant.json")
    try tree.expect(Expected("tenant-file", "tenant.json"))
  }

  @Test("sealed-file: a reference to a file that is not in the tree")
  func sealedFile() throws {
    var tree = tree
    let (staging, production) = (
      "environments/staging/environment.json", "environments/production/environment.json"
    )
    try tree.set("age:state/secrets/staging.age", at: "/apiKey", of: staging)
    try tree.set("age:state/secrets/deploy.age", at: "/deployKey", of: production)
    tree.put("sealed", at: "state/secrets/staging.age")
    try tree.expect(Expected("sealed-file", production, "/deployKey"))
    tree.put(nil, at: "state/secrets/staging.age")
    try tree.expect(
      Expected("sealed-file", production, "/deployKey"), Expected("sealed-file", staging, "/apiKey"))
  }
}
