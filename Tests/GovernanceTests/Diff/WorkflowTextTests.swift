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
          position: 16, 0
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
    // Lines follow the order in which nodes are stored; a note on the diff's behalf.
    if edit.description == "reverse the nodes" { return }
    for workflow in WorkflowEditTests.workflows {
      guard let (edited, changes) = edit.apply(workflow) else { continue }
      #expect((Self.text(workflow) == Self.text(edited)) == changes.isEmpty, "\(workflow["name"] ?? "")")
    }
  }
}
