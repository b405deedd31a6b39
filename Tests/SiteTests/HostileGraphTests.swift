import JSON
import Testing

@testable import Site

@Suite struct HostileGraphTests {
  private func picture(_ workflow: JSON) throws -> Picture {
    try Picture(GraphDrawing(WorkflowGraph(workflow: workflow)).svg().text)
  }

  static let names = [
    "</script><script>alert(1)</script>", "\u{0}\u{1}\u{8}\u{1B}[31m\u{7F}\u{85}",
    "\u{202E}gnirts lortnoc\u{202C}",
    "שלום עולם", "a\u{301}\u{301}\u{301}", "\" onload=\"alert(1)", "&amp;&lt;&#0;", "]]>", "-->", "\n\r\t",
    String(repeating: "very long ", count: 2000), String(repeating: "\u{301}", count: 5000), "", "😀👩‍👩‍👧‍👦",
    "\u{10FFFF}",
  ]

  @Test("A hostile name stays text in a well-formed picture", arguments: names)
  func name(name: String) throws {
    let workflow: JSON = [
      "nodes": [
        [
          "name": .string(name), "type": .string(name), "position": [0, 0],
          "parameters": ["operation": .string(name)],
        ],
        [
          "name": "note", "type": "n8n-nodes-base.stickyNote", "position": [0, 200],
          "parameters": ["content": .string(name)],
        ],
        [
          "name": "If", "type": "n8n-nodes-base.switch", "typeVersion": 3, "position": [200, 0],
          "parameters": ["rules": ["values": [["outputKey": .string(name)]]]],
        ],
      ],
      "connections": [name: [name: [[["node": "If", "type": .string(name), "index": 0]]]]],
    ]
    let found = try picture(workflow)
    #expect(found.nodeTitles.count == 2 && found.notes == 1 && found.wires == 1)
    #expect(!found.elements.contains("script") && !found.attributes.contains { $0.hasPrefix("on") })
  }

  @Test(
    "Whatever stands where nodes should be, a picture comes out",
    arguments: [
      JSON.null, [:], ["nodes": 1], ["nodes": [1, "x", nil, [:], []]], ["nodes": [["name": 3, "type": 4]]],
      ["nodes": [["name": "a", "position": "x"]]], ["nodes": [["name": "a", "position": [1e308, -1e308]]]],
      ["nodes": [["name": "a", "position": [1]]], "connections": [1]],
      [
        "nodes": [["name": "a"]],
        "connections": ["a": ["main": [[["node": "a", "index": -5]], nil, 3, [[]]]]],
      ],
      ["nodes": [["name": "a"]], "connections": ["b": ["main": [[["node": "a"]]]], "a": 7]],
      [
        "nodes": [
          ["name": "a", "type": "n8n-nodes-base.merge", "parameters": ["numberInputs": 9_000_000_000]]
        ]
      ],
      [
        "nodes": [
          [
            "name": "n", "type": "n8n-nodes-base.stickyNote",
            "parameters": ["width": -1e9, "height": 1e12, "color": 99],
          ]
        ]
      ],
    ] as [JSON])
  func shapes(workflow: JSON) throws {
    _ = try picture(workflow)
  }

  @Test("An index far out of range is drawn at the last port, and costs nothing")
  func farIndex() throws {
    let workflow: JSON = [
      "nodes": [["name": "a", "position": [0, 0]], ["name": "b", "position": [300, 0]]],
      "connections": ["a": ["main": [[["node": "b", "type": "main", "index": 2_000_000_000]]]]],
    ]
    let graph = WorkflowGraph(workflow: workflow)
    #expect(graph.nodes[1].inputs == GraphPorts.limit)
    #expect(GraphDrawing(graph).svg().bytes.count < 20_000)
  }

  @Test("Thousands of nodes are drawn up to the limit, and what is left out is counted")
  func huge() throws {
    let nodes = (0..<WorkflowGraph.nodeLimit + 500).map { number -> JSON in
      [
        "name": .string("n\(number)"), "type": "n8n-nodes-base.set",
        "position": [.number(JSONNumber(number * 200)), 0],
      ]
    }
    let connections = JSONObject(
      (0..<nodes.count - 1).map { number -> (String, JSON) in
        ("n\(number)", ["main": [[["node": .string("n\(number + 1)"), "type": "main", "index": 0]]]])
      })
    let graph = WorkflowGraph(workflow: ["nodes": .array(nodes), "connections": .object(connections)])
    #expect(graph.nodes.count == WorkflowGraph.nodeLimit && graph.omitted == 500)
    #expect(graph.connections.count == WorkflowGraph.nodeLimit - 1)
    let found = try picture(["nodes": .array(nodes)])
    #expect(found.nodeTitles.count == WorkflowGraph.nodeLimit)
  }

  @Test("Names that differ only in their composition are two nodes")
  func composition() {
    let workflow: JSON = [
      "nodes": [["name": "caf\u{E9}"], ["name": "cafe\u{301}"], ["name": "x"]],
      "connections": ["cafe\u{301}": ["main": [[["node": "x"]]]]],
    ]
    #expect(WorkflowGraph(workflow: workflow).connections.map(\.source) == [1])
  }
}
