import JSON
import RulesLaws
import Testing

@testable import Governance

@Suite("WF-005 Analysis") struct WorkflowAnalysisTests {
  private static func analysis(_ portable: JSON) -> WorkflowAnalysis {
    WorkflowAnalysis(of: portable, policy: Fixture.normalization)
  }

  private static func workflow(_ edges: [(String, String)], nodes: [String]) -> JSON {
    var connections = JSONObject()
    for (source, target) in edges {
      let slot = connections[source]?["main"]?[0]?.arrayValue ?? []
      connections[source] = [
        "main": [.array(slot + [["node": .string(target), "type": "main", "index": 0]])]
      ]
    }
    return [
      "nodes": .array(nodes.map { ["name": .string($0), "type": "n8n-nodes-base.noOp", "typeVersion": 1] }),
      "connections": .object(connections),
    ]
  }

  @Test("a workflow with one of everything") func small() {
    let analysis = Self.analysis(SmallWorkflow.portable)
    #expect(
      analysis.json == [
        "complexity": 36, "complexityLevel": "moderate", "nodes": 6, "connections": 4, "depth": 4,
        "branches": 1,
        "widestBranching": 2, "loops": 0, "codeLines": 2, "unconnected": ["Alone"],
        "triggers": [["node": "Webhook", "kind": "http", "times": ["POST /orders"]]],
        "hosts": ["example.com"], "calls": [["node": "Send", "by": "request", "host": "example.com"]],
        "dynamicAddresses": 0, "credentials": ["httpHeaderAuth: shop-api"],
        "subWorkflows": ["shipping"], "dynamicSubWorkflows": false,
        "errorHandling": [
          "present": true, "errorWorkflow": true, "tolerating": [], "retrying": [], "stopping": [],
        ],
        "disabled": [],
        "outdated": [
          [
            "node": "Webhook", "type": "n8n-nodes-base.webhook", "standing": "older", "version": 2,
            "newest": 2.1,
          ],
          [
            "node": "Fields", "type": "n8n-nodes-base.set", "standing": "older", "version": 3.4,
            "newest": 3.5,
          ],
          [
            "node": "Send", "type": "n8n-nodes-base.httpRequest", "standing": "older", "version": 4.2,
            "newest": 4.5,
          ],
          [
            "node": "Ship", "type": "n8n-nodes-base.executeWorkflow", "standing": "older", "version": 1.2,
            "newest": 1.3,
          ],
        ], "secrets": [],
      ])
  }

  @Test(
    "depth is the longest way, a loop is gone through once",
    arguments: [
      ([], ["A"], 1, 0), ([("A", "B"), ("B", "C")], ["A", "B", "C"], 3, 0),
      ([("A", "B"), ("A", "C"), ("C", "B")], ["A", "B", "C"], 3, 0),
      ([("A", "B"), ("B", "A")], ["A", "B"], 2, 1), ([("A", "A")], ["A"], 1, 1),
      ([("C", "D"), ("A", "B"), ("B", "C")], ["C", "A", "B", "D"], 4, 0), ([], [], 0, 0),
    ] as [([(String, String)], [String], Int, Int)])
  func depth(_ edges: [(String, String)], _ nodes: [String], _ depth: Int, _ loops: Int) {
    let shape = Self.analysis(Self.workflow(edges, nodes: nodes)).shape
    #expect(shape.depth == depth)
    #expect(shape.loops == loops)
  }

  @Test(
    "loops are counted by where they are entered, whatever the order of the nodes",
    arguments: [
      // A retry with two ways back to its beginning.
      ("TA AB BC BA CA", 1), ("TA AB BC CB CA", 2), ("TA AB BA TC CD DC", 2), ("TA AB BC CD DB", 1),
      ("AA", 1), ("AB BC CA", 1), ("TA AB TB", 0), ("TA AA AB BA", 1),
    ])
  func loops(_ edges: String, _ loops: Int) {
    let pairs = edges.split(separator: " ").map { (String($0.prefix(1)), String($0.suffix(1))) }
    let nodes = Set(pairs.flatMap { [$0.0, $0.1] }).sorted()
    for names in [nodes, nodes.reversed()] {
      #expect(Self.analysis(Self.workflow(pairs, nodes: names)).shape.loops == loops)
    }
  }

  @Test("a model that serves two agents is no branching of the flow") func models() {
    let connections: JSON = [
      "M": [
        "ai_languageModel": [
          [["node": "A", "type": "ai_languageModel"], ["node": "B", "type": "ai_languageModel"]]
        ]
      ],
      "A": ["main": [[["node": "B", "type": "main"]]]],
    ]
    let names: [JSON] = [["name": "M"], ["name": "A"], ["name": "B"]]
    let shape = Self.analysis(["nodes": .array(names), "connections": connections]).shape
    #expect((shape.branches, shape.widestBranching, shape.connections) == (0, 1, 3))
  }

  @Test(
    "numbers that are none, or of no size, stop nothing",
    arguments: [
      "1e999", "-1e999", "1e300", "-1e300", "99999999999999999999", "-9223372036854775808", "1e-400",
    ])
  func numbers(_ text: String) throws {
    let number = try JSON(parsing: Array(text.utf8))
    let types = ["function", "httpRequest", "unheard", "scheduleTrigger", "cron", "interval", "gmailTrigger"]
    let rule: JSON = [
      "field": "weeks", "triggerAtDay": [number], "weeksInterval": number, "triggerAtHour": number,
      "expression": .string("\(text)/\(text) * * * *"), "weekday": number, "dayOfMonth": number,
      "hour": number,
    ]
    let nodes = types.map { type -> JSON in
      [
        "name": .string(type), "type": .string("n8n-nodes-base.\(type)"), "typeVersion": number,
        "position": [number, number],
        "parameters": [
          "rule": ["interval": [rule]], "triggerTimes": ["item": [rule]], "pollTimes": ["item": [rule]],
          "interval": number, "unit": number, "url": number, "path": number,
        ],
      ]
    }
    let analysis = Self.analysis(["nodes": .array(nodes), "connections": number, "name": number])
    #expect(!analysis.json.text(.compact).isEmpty && !analysis.lines.isEmpty)
    let code: JSON = ["name": "N", "type": "n8n-nodes-base.code", "typeVersion": -1e300]
    #expect(
      OutdatedNode(try #require(WorkflowNode(code)), nodes: Fixture.normalization.nodes)?.words
        == "version -1e+300 of 2")
  }

  @Test("a very long chain does not exhaust the stack") func longChain() {
    let names = (0..<20_000).map(String.init)
    let workflow = Self.workflow(zip(names, names.dropFirst()).map { ($0, $1) }, nodes: names)
    let analysis = Self.analysis(workflow)
    #expect(analysis.shape.depth == 20_000)
    #expect(analysis.complexity == 100)
    #expect(analysis.complexityLevel == .veryComplex)
  }

  @Test(
    "kinds of triggers",
    arguments: [
      ("n8n-nodes-base.scheduleTrigger", TriggerKind.schedule), ("n8n-nodes-base.webhook", .http),
      ("@n8n/n8n-nodes-langchain.chatTrigger", .http), ("n8n-nodes-base.errorTrigger", .workflow),
      ("n8n-nodes-base.manualTrigger", .manual), ("n8n-nodes-base.gmailTrigger", .service),
      ("n8n-nodes-base.emailReadImap", .service), ("n8n-nodes-unheard-of.thingTrigger", .service),
      ("n8n-nodes-base.set", nil), ("n8n-nodes-base.respondToWebhook", nil),
    ] as [(String, TriggerKind?)])
  func triggers(_ type: String, _ kind: TriggerKind?) throws {
    let node = try #require(WorkflowNode(["name": "N", "type": .string(type)]))
    #expect(TriggerKind(of: node, nodes: Fixture.normalization.nodes) == kind)
  }

  @Test(
    "error handling of each kind is seen",
    arguments: [
      (["onError": "continueErrorOutput"], true),
      (["onError": "stopWorkflow", "continueOnFail": true], false),
      (["continueOnFail": true], true), (["retryOnFail": true], true),
      (["type": "n8n-nodes-base.stopAndError"], true),
      ([:], false),
    ] as [(JSONObject, Bool)])
  func errorHandling(_ members: JSONObject, _ isPresent: Bool) {
    var node: JSONObject = ["name": "N", "type": "n8n-nodes-base.set"]
    for (key, value) in members { node[key] = value }
    #expect(Self.analysis(["nodes": [.object(node)]]).errorHandling.isPresent == isPresent)
  }

  @Test("a workflow in a parameter is a sub-workflow, and its hosts are called") func inline() {
    let inner: JSON = [
      "nodes": [
        ["name": "Q", "type": "n8n-nodes-base.httpRequest", "parameters": ["url": "https://inner.example"]],
        [
          "name": "S", "type": "n8n-nodes-base.executeWorkflow",
          "parameters": ["workflowId": "workflow:mail"],
        ],
      ]
    ]
    let analysis = Self.analysis([
      "nodes": [
        [
          "name": "Sub", "type": "n8n-nodes-base.executeWorkflow", "typeVersion": 1.2,
          "parameters": ["source": "parameter", "workflowJson": .string(inner.text(.compact))],
        ],
        [
          "name": "Cmd", "type": "n8n-nodes-base.ssh",
          "parameters": ["command": "wget http://in-ssh.example/y"],
        ],
      ]
    ])
    #expect(analysis.subWorkflows == ["in Sub itself", "mail"])
    #expect(!analysis.hasDynamicWorkflows)
    #expect(analysis.hosts == ["in-ssh.example", "inner.example"])
    let lines = analysis.lines.filter { $0.label == "calls" || $0.label == "sub-workflows" }.map(\.texts)
    #expect(
      lines == [["in-ssh.example (command of Cmd)", "inner.example (Sub)"], ["in Sub itself", "mail"]])
  }

  @Test("disabled triggers start nothing") func disabledTrigger() {
    let analysis = Self.analysis([
      "nodes": [["name": "T", "type": "n8n-nodes-base.webhook", "disabled": true]]
    ])
    #expect(analysis.triggers.isEmpty)
    #expect(analysis.disabledNodes == ["T"])
  }

  @Test("every workflow of the corpus can be analysed", .enabled(if: Shared.isPresent, "needs ../shared"))
  func corpus() {
    var levels: [ComplexityLevel: Int] = [:]
    for workflow in CorpusWorkflow.all {
      let portable = TwoEnvironments.portable(workflow.json, EnvironmentMappings()).workflow
      let analysis = Self.analysis(portable)
      levels[analysis.complexityLevel, default: 0] += 1
      #expect(analysis.shape.depth <= analysis.shape.nodes)
    }
    #expect(levels.values.reduce(0, +) == 102)
    #expect(levels.count == 4)
  }

  @Test(
    "nodes that n8n would not make today are told, with what it makes instead",
    arguments: [
      ("n8n-nodes-base.function", 1, "superseded by Code"), ("n8n-nodes-base.code", 1, "version 1 of 2"),
      ("n8n-nodes-base.code", 2, nil), ("n8n-nodes-base.start", 1, "removed from n8n, use Manual Trigger"),
      ("n8n-nodes-base.spontit", 1, "removed from n8n"), ("n8n-nodes-base.orbit", 1, "no longer offered"),
      ("n8n-nodes-base.httpRequest", 4.2, "version 4.2 of 4.5"),
      ("n8n-nodes-unheard-of.thing", 1, "n8n-nodes-unheard-of.thing is not known"),
    ] as [(String, Double, String?)])
  func outdated(_ type: String, _ version: Double, _ words: String?) throws {
    let node = try #require(
      WorkflowNode(["name": "N", "type": .string(type), "typeVersion": .number(JSONNumber(version))]))
    #expect(OutdatedNode(node, nodes: Fixture.normalization.nodes)?.words == words)
  }

  @Test(
    "every type that is told to be superseded or removed is so in the recorded releases",
    .enabled(if: Shared.isPresent, "needs ../shared"))
  func superseded() throws {
    let types = try #require(try JSON(parsing: Shared.bytes("n8n/node-types.json")).objectValue)
    for (type, facts) in types {
      let isHidden = facts["flags"]?.arrayValue?.contains("hidden") ?? false
      let versions = facts["versions"]?.objectValue?.keys ?? []
      let isGone = !versions.contains("all") && !versions.contains("2.40.7")
      #expect(SupersededNodeTypes.removed.contains(type) == isGone, "\(type)")
      if SupersededNodeTypes.successor(of: type) != nil { #expect(isHidden || isGone, "\(type)") }
    }
  }
}
