import JSON
import Testing

@testable import Governance

@Suite("Risk policy") struct RiskPolicyTests {
  private static func category(_ type: String) -> String {
    Fixture.risk.category(of: type, nodes: Fixture.normalization.nodes).name
  }

  @Test(
    "node types have the category that people expect",
    arguments: [
      ("n8n-nodes-base.stickyNote", "note"), ("n8n-nodes-base.webhook", "trigger"),
      ("n8n-nodes-base.cron", "trigger"),
      ("n8n-nodes-base.gmailTrigger", "trigger"), ("n8n-nodes-x.newTrigger", "trigger"),
      ("@n8n/n8n-nodes-langchain.chatTrigger", "trigger"), ("n8n-nodes-base.httpRequest", "http"),
      ("n8n-nodes-base.httpRequestTool", "http"), ("@n8n/n8n-nodes-langchain.toolHttpRequest", "http"),
      ("n8n-nodes-base.code", "code"), ("n8n-nodes-base.executeCommand", "code"),
      ("n8n-nodes-base.ssh", "code"),
      ("@n8n/n8n-nodes-langchain.toolCode", "code"), ("n8n-nodes-base.if", "routing"),
      ("n8n-nodes-base.splitInBatches", "routing"), ("n8n-nodes-base.executeWorkflow", "subworkflow"),
      ("n8n-nodes-base.postgres", "database"), ("n8n-nodes-base.postgresTool", "database"),
      ("@n8n/n8n-nodes-langchain.vectorStorePinecone", "database"),
      ("@n8n/n8n-nodes-langchain.chatHubVectorStorePGVector", "database"),
      ("@n8n/n8n-nodes-langchain.mcpClient", "http"), ("@n8n/n8n-nodes-langchain.mcpClientTool", "http"),
      ("@n8n/n8n-nodes-langchain.mcpRegistryClientTool", "http"), ("n8n-nodes-base.set", "transform"),
      ("@n8n/n8n-nodes-langchain.agent", "ai"), ("n8n-nodes-base.slack", "app"),
      ("n8n-nodes-base.slackTool", "app"),
      ("n8n-nodes-base.notOfThisRelease", "unknown"), ("n8n-nodes-community.thing", "unknown"),
      ("", "unknown"),
    ])
  func category(_ type: String, _ expected: String) {
    #expect(Self.category(type) == expected)
  }

  @Test("unknown node types are HIGH") func unknown() {
    #expect(Fixture.risk.category(of: "n8n-nodes-community.thing", nodes: .none).risk == .high)
  }

  @Test(
    "of the 126 node types of the corpus one falls to the default, a community node",
    .enabled(if: Shared.isPresent, "needs ../shared"))
  func corpus() {
    let types = Set(
      CorpusWorkflow.all.flatMap {
        ($0.json["nodes"]?.arrayValue ?? []).compactMap { WorkflowNode($0)?.type }
      })
    #expect(types.count == 126)
    #expect(types.filter { Self.category($0) == "unknown" }.sorted() == ["@cradl/n8n-nodes-cradlai.cradlAi"])
  }

  @Test(
    "of the 572 node types of the recorded releases none falls to the default",
    .enabled(if: Shared.isPresent, "needs ../shared"))
  func known() throws {
    let types = try #require(try JSON(parsing: Shared.bytes("n8n/node-types.json")).objectValue).keys
    #expect(types.count == 572)
    #expect(types.filter { Self.category($0) == "unknown" } == [])
  }

  @Test(
    "each node type that the policy names is one of the recorded releases, and each pattern fits one",
    .enabled(if: Shared.isPresent, "needs ../shared"))
  func named() throws {
    let types = try #require(try JSON(parsing: Shared.bytes("n8n/node-types.json")).objectValue)
    let policy = Fixture.policy("risk")
    let matches = ["categories", "rules"].flatMap { policy[$0]?.arrayValue ?? [] }.compactMap { $0["match"] }
    func names(_ member: String) -> [String] {
      matches.flatMap { $0[member]?.arrayValue ?? [] }.compactMap(\.stringValue)
    }
    #expect(names("types").count > 100)
    #expect(names("types").filter { types[$0] == nil } == [])
    let unused = names("patterns").filter { pattern in
      let parts = pattern.split(separator: "*", omittingEmptySubsequences: false)
      return !types.keys.contains { $0.hasPrefix(parts[0]) && $0.hasSuffix(parts[1]) }
    }
    #expect(unused == [])
  }

  @Test("each kind of change is covered by a rule", arguments: WorkflowChange.Kind.allCases)
  func covered(_ kind: WorkflowChange.Kind) {
    let judge = RiskJudge(policy: Fixture.risk, nodes: Fixture.normalization.nodes)
    for isCosmetic in [true, false] {
      let change = judge.judged(WorkflowChange(kind, isCosmetic: isCosmetic))
      let canOnlyBeCosmetic: Set<WorkflowChange.Kind> = [
        .nodeMoved, .noteChanged, .descriptionChanged, .groupsChanged, .pinDataChanged,
      ]
      if isCosmetic || !canOnlyBeCosmetic.contains(kind) { #expect(change.rule != "other", "\(kind)") }
      #expect(!change.reason.isEmpty)
    }
  }

  @Test(
    "a policy with a mistake says where",
    arguments: [
      ("version", "1", "/version: must be a whole number"),
      ("colour", 1, "/colour: is unknown; known are categories, otherwise, rules, unknownNodeType, version"),
      (
        "rules", [["rule": "x", "match": ["changes": ["nodeAded"]], "risk": "LOW", "reason": "r"]],
        "/rules/0/match/changes: nodeAded is no kind of change"
      ),
      (
        "rules", [["rule": "x", "match": [:], "risk": "SEVERE", "reason": "r"]],
        "/rules/0/risk: must be LOW, MEDIUM or HIGH"
      ),
      ("rules", [["match": [:], "risk": "LOW", "reason": "r"]], "/rules/0/rule: must be a string"),
      ("categories", [1], "/categories/0: must be an object"),
    ] as [(String, JSON, String)])
  func mistakes(_ key: String, _ value: JSON, _ message: String) {
    var json = Fixture.policy("risk")
    json.set(value, at: JSONPointer().appending(key))
    let error = #expect(throws: PolicyError.self) { try RiskPolicy(json) }
    #expect(error?.description == "policies/risk.json" + message)
  }

  @Test("the first rule that matches decides") func order() throws {
    var json = Fixture.policy("risk")
    let rules = try #require(json["rules"]?.arrayValue)
    let own: JSON = [
      "rule": "our-urls", "match": ["changes": ["expressionChanged"], "pointers": ["/parameters/url"]],
      "risk": "LOW",
      "reason": "we say so",
    ]
    json.set(.array([own] + rules), at: JSONPointer().appending("rules"))
    let judge = RiskJudge(policy: try RiskPolicy(json), nodes: .none)
    func rule(_ pointer: String) throws -> String {
      judge.judged(WorkflowChange(.expressionChanged, pointer: try JSONPointer(pointer))).rule
    }
    #expect(try rule("/parameters/url") == "our-urls")
    #expect(try rule("/parameters/url/deeper") == "our-urls")
    #expect(try rule("/parameters/urls") == "expressions")
  }

  @Test("a new workflow is as risky as its riskiest node") func newWorkflow() {
    func risk(_ types: [String]) -> Risk? {
      let nodes = types.map { JSON.object(["name": .string($0), "type": .string($0)]) }
      return WorkflowDiff.between(
        nil, ["name": "W", "nodes": .array(nodes)], policy: Fixture.normalization, risk: Fixture.risk
      ).risk
    }
    #expect(risk([]) == .low)
    #expect(risk(["n8n-nodes-base.stickyNote"]) == .low)
    #expect(risk(["n8n-nodes-base.stickyNote", "n8n-nodes-base.set"]) == .medium)
    #expect(risk(["n8n-nodes-base.set", "n8n-nodes-base.code"]) == .high)
  }
}
