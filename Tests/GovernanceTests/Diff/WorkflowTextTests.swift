import JSON
import Testing

@testable import Governance

@Suite("A workflow as lines") struct WorkflowTextTests {
  private static func text(_ json: JSON) -> String {
    text(
      PortableResult(
        workflow: json, draft: nil, isArchived: false, reports: [], policy: Fixture.normalization))
  }

  private static func text(_ file: PortableResult) -> String {
    WorkflowText.render(file, policy: Fixture.normalization)
  }

  @Test("each fact in a line, code line by line, expressions marked, nothing that n8n rewrites by itself")
  func lines() {
    let workflow: JSON = [
      "name": "Orders", "active": true, "tags": ["a", "b"],
      "settings": ["timezone": "UTC", "callerPolicy": nil],
      "nodes": [
        [
          "id": "1", "name": "Call", "type": "n8n-nodes-base.httpRequest", "typeVersion": 4.2,
          "position": [10.4, 0], "disabled": false, "retryOnFail": true,
          "credentials": ["httpHeaderAuth": ["id": "9", "name": "shop"]],
          "parameters": [
            "url": "=https://x/{{ $json.id }}", "method": "POST", "options": [:], "sendQuery": true,
            "queryParameters": [
              "parameters": [["name": "n", "value": "1"], ["name": "", "value": "a\nb"]]
            ],
          ],
        ],
        [
          "name": "Work", "type": "n8n-nodes-base.code", "typeVersion": 2, "position": [208, 0],
          "parameters": ["jsCode": "one();\n\n  two();\u{1B}"],
        ],
      ],
      "connections": [
        "Call": ["main": [[], [["node": "Work", "type": "main", "index": 1]]]],
        "Work": ["ai_tool": [[["node": "Call", "type": "ai_tool", "index": 0]]]],
      ],
    ]
    #expect(
      Self.text(workflow) == """
        workflow: Orders
        active: true
        tags: a, b
        settings:
          timezone: UTC

        node: Call
          type: n8n-nodes-base.httpRequest 4.2
          position: 10.4, 0
          retryOnFail: true
          credentials:
            httpHeaderAuth: shop (id 9)
          parameters:
            method: POST
            queryParameters:
              parameters:
                - name: n
                  value: "1"
                - value: |
                    a
                    b
            sendQuery: true
            url (expression): https://x/{{ $json.id }}

        node: Work
          type: n8n-nodes-base.code 2
          position: 208, 0
          parameters:
            jsCode: |
              one();

                two();\\u{1B}

        connections:
          Call [output 1] -> Work [input 1]
          Work -> Call as ai_tool

        """)
  }

  @Test("files that differ in the order of members alone give the same lines") func memberOrder() {
    var workflow = SmallWorkflow.portable
    for (name, value) in [("retryOnFail", true), ("maxTries", 5), ("waitBetweenTries", 9)] as [(String, JSON)]
    {
      workflow.set(value, at: JSONPointer(tokens: ["nodes", "2", name]))
    }
    workflow.set([["id": "g", "name": "Frame"]], at: JSONPointer().appending("nodeGroups"))
    workflow.set("Said by hand", at: JSONPointer().appending("description"))
    #expect(workflow.reversingMembers.text(.compact) != workflow.text(.compact))
    #expect(Self.text(workflow.reversingMembers) == Self.text(workflow))
  }

  /// Lines of the connections of a node `A` that leads to `B` and `C` at the given places.
  private static func targets(
    b: JSON, c: JSON, stored: [String] = ["B", "C"], executionOrder: JSON = "v1"
  ) -> [String] {
    func node(_ name: String, _ position: JSON) -> JSON {
      ["name": .string(name), "type": "n8n-nodes-base.noOp", "typeVersion": 1, "position": position]
    }
    let text = text([
      "name": "W", "settings": ["executionOrder": executionOrder],
      "nodes": [node("A", [0, 0]), node("B", b), node("C", c)],
      "connections": [
        "A": ["main": [.array(stored.map { ["node": .string($0), "type": "main", "index": 0] })]]
      ],
    ])
    return text.split(separator: "\n").drop { $0 != "connections:" }.dropFirst().map(String.init)
  }

  @Test("the targets of an output stand in the order in which they run") func order() {
    let first = ["  A -> B [order 1]", "  A -> C [order 2]"]
    let second = ["  A -> C [order 1]", "  A -> B [order 2]"]
    #expect(Self.targets(b: [200, 0], c: [200, 100]) == first)
    #expect(Self.targets(b: [200, 100], c: [200, 0]) == second)
    #expect(Self.targets(b: [200, 100], c: [200, 0], executionOrder: "v0") == first)
    #expect(Self.targets(b: [200, 0], c: [200, 100], stored: ["C", "B"]) == first)
    #expect(Self.targets(b: [200, 0], c: [200, 100], stored: ["C", "B"], executionOrder: "v0") == second)
  }

  @Test("an order that changes within the editor's grid shows, and positions are exact") func offTheGrid() {
    #expect(Self.targets(b: [200, 1], c: [200, 2]) != Self.targets(b: [200, 2], c: [200, 1]))
  }

  @Test(
    "what the editor stored of a node moved past its sibling changes lines of connections",
    .enabled(if: Shared.isPresent))
  func recordedOrder() {
    let recordings = EditorRecording.all.filter { $0.action == "move-past-sibling" }
    #expect(recordings.count == 2)
    for recording in recordings {
      let lines = [recording.before, recording.after].map { json in
        Self.text(recording.portable(json)).split(separator: "\n").filter { $0.contains(" [order ") }
      }
      #expect(lines[0] != lines[1] && lines[0].count == lines[1].count, "\(recording)")
    }
  }

  @Test("a connection to a node that is not there is left out, as it runs nothing") func dangling() {
    #expect(Self.targets(b: [200, 0], c: [200, 100], stored: ["B", "Gone"]) == ["  A -> B"])
  }

  @Test("what only the draft has follows what runs, marked as the unpublished draft") func draft() {
    let running = Self.text(DiffInformationTests.file())
    var draft = SmallWorkflow.portable
    draft.set("return 1;", at: JSONPointer(tokens: ["nodes", "3", "parameters", "jsCode"]))
    draft.set("Renamed", at: JSONPointer(tokens: ["nodes", "5", "name"]))
    draft.set([:], at: JSONPointer().appending("connections"))
    draft.set([["name": "Frame"]], at: JSONPointer().appending("nodeGroups"))
    #expect(
      Self.text(DiffInformationTests.file(draft: draft)) == running + """

        unpublished draft, node: Work
          type: n8n-nodes-base.code 2
          position: 448, 208
          parameters:
            jsCode: return 1;

        unpublished draft, node: Renamed
          type: n8n-nodes-base.noOp 1
          position: 896, 0

        unpublished draft, without node: Alone

        unpublished draft, connections: none

        unpublished draft, nodeGroups:
          - name: Frame

        """)
  }

  @Test("a connection that only the draft has shows with all of the draft's") func draftConnections() {
    var draft = SmallWorkflow.portable
    draft.set(
      ["main": [[["node": "Alone", "type": "main", "index": 0]]]],
      at: JSONPointer(tokens: ["connections", "Ship"]))
    let text = Self.text(DiffInformationTests.file(draft: draft))
    let parts = text.split(separator: "\nunpublished draft, connections:\n")
    #expect(parts.count == 2 && !parts[0].contains("  Ship -> Alone\n"))
    #expect(parts[1].contains("  Ship -> Alone\n") && parts[1].contains("  Webhook -> Fields\n"))
  }

  @Test("an archived workflow says so") func archived() {
    #expect(Self.text(DiffInformationTests.file(isArchived: true)).contains("\nisArchived: true\n"))
    #expect(!Self.text(DiffInformationTests.file()).contains("isArchived"))
  }

  @Test(
    "what a diff tells, the lines tell too, and what it does not tell they do not",
    arguments: WorkflowEdit.all)
  func agrees(_ edit: WorkflowEdit) {
    // Lines follow the order in which nodes are stored, and have exact positions; a note on the diff's behalf.
    if ["reverse the nodes", "put nodes off the grid"].contains(edit.description) { return }
    for workflow in WorkflowEditTests.workflows {
      guard let (edited, changes) = edit.apply(workflow) else { continue }
      #expect((Self.text(workflow) == Self.text(edited)) == changes.isEmpty, "\(workflow["name"] ?? "")")
    }
  }
}

extension JSON {
  /// The value with the members of every object the other way round.
  fileprivate var reversingMembers: JSON {
    switch self {
    case .object(let object):
      .object(JSONObject(object.map { ($0.key, $0.value.reversingMembers) }.reversed()))
    case .array(let elements): .array(elements.map(\.reversingMembers))
    default: self
    }
  }
}
