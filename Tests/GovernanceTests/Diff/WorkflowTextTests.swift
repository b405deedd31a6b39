import JSON
import Testing

@testable import Governance

@Suite("A workflow as lines") struct WorkflowTextTests {
  private static func text(_ json: JSON) -> String {
    WorkflowText.render(json, policy: Fixture.normalization)
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
