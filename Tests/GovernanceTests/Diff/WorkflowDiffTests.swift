import JSON
import RulesLaws
import Testing

@testable import Governance

@Suite("Diff") struct WorkflowDiffTests {
  private static func diff(_ old: JSON?, _ new: JSON?) -> WorkflowDiff {
    WorkflowDiff.between(old, new, policy: Fixture.normalization, risk: Fixture.risk)
  }

  private static func words(_ old: JSON?, _ new: JSON?) -> [String] {
    diff(old, new).changes.map(EditorLaw.words)
  }

  private static func workflow(_ nodes: [JSON], _ connections: JSON = [:]) -> JSON {
    [
      "name": "W", "nodes": .array(nodes), "connections": connections, "settings": [:], "tags": [],
      "active": false,
    ]
  }

  private static func node(
    _ name: String, _ type: String = "n8n-nodes-base.set", id: String? = nil, _ parameters: JSON = [:],
    at place: [Int] = [0, 0]
  ) -> JSON {
    var result: JSONObject = [
      "name": .string(name), "type": .string(type), "typeVersion": 1, "parameters": parameters,
      "position": .array(place.map { .number(JSONNumber($0)) }),
    ]
    result["id"] = id.map(JSON.string)
    return .object(result)
  }

  @Test("a workflow is new, or gone, or was never there") func whole() {
    let workflow = Self.workflow([Self.node("A")])
    #expect(Self.words(nil, workflow) == ["MEDIUM workflowAdded"])
    #expect(Self.words(workflow, nil) == ["MEDIUM workflowRemoved"])
    #expect(Self.diff(nil, nil).isEmpty)
  }

  @Test("a rename that rewires expressions and connections is one rename") func rename() {
    let old = Self.workflow(
      [
        Self.node("Old name", id: "1"),
        Self.node(
          "B", id: "2",
          [
            "a": "={{ $('Old name').item.json.x }}", "b": "={{ $node[\"Old name\"].json.x }}",
            "c": "={{ $items('Old name') + `$('Old name')` }}", "d": "Old name",
          ]),
      ], ["Old name": ["main": [[["node": "B", "type": "main", "index": 0]]]]])
    let new = Self.workflow(
      [
        Self.node(
          "B", id: "2",
          [
            "a": "={{ $('It\\'s new').item.json.x }}", "b": "={{ $node[\"It's new\"].json.x }}",
            "c": "={{ $items('It\\'s new') + `$('It\\'s new')` }}", "d": "Old name",
          ]), Self.node("It's new", id: "1"),
      ], ["It's new": ["main": [[["node": "B", "type": "main", "index": 0]]]]])
    #expect(Self.words(old, new) == ["LOW nodeRenamed It's new"])
    #expect(Self.diff(old, new).changes.first?.from == "Old name")
  }

  @Test("a rename that forgot an expression shows the expression") func brokenRename() {
    let old = Self.workflow([
      Self.node("A", id: "1"), Self.node("B", id: "2", ["x": "={{ $('A').x }}", "y": "$('A')"]),
    ])
    let new = Self.workflow([
      Self.node("C", id: "1"), Self.node("B", id: "2", ["x": "={{ $('A').x }}", "y": "$('A')"]),
    ])
    let diff = Self.diff(old, new)
    #expect(diff.changes.map(EditorLaw.words) == ["LOW nodeRenamed C", "HIGH expressionChanged B"])
    #expect(diff.changes.last?.old == "={{ $('A').x }}")
    #expect(diff.changes.last?.new == "={{ $('A').x }}")
    #expect(
      DiffText.render(diff, colour: false).contains(
        """
          ~ expression /parameters/x still has "A", the old name of a node ("={{ $('A').x }}") HIGH: \
        an expression that runs changes

        """))
    #expect(
      DiffMarkdown.render(diff).contains(
        "- expression /parameters/x still has \"A\", the old name of a node: `\"={{ $('A').x }}\"` (HIGH"))
  }

  @Test("code in which a rename forgot a reference shows the line as it is, however far from a change")
  func brokenRenameOfCode() {
    func workflow(_ name: String, _ last: String) -> JSON {
      let code = "$('Edit').all();" + String(repeating: "\nmore();", count: 9) + "\n\(last)"
      return Self.workflow([
        Self.node(name, id: "1"), Self.node("B", "n8n-nodes-base.code", id: "2", ["jsCode": .string(code)]),
      ])
    }
    for (last, title, end) in [
      ("one();", "code /parameters/jsCode still has", ["skipped "]),
      ("two();", "code /parameters/jsCode changed and still has", ["removed one();", "added two();"]),
    ] {
      let diff = Self.diff(workflow("Edit", "one();"), workflow("Fields", last))
      let change = diff.changes.first { $0.kind == .codeChanged }
      #expect(change?.words.title == title + " \"Edit\", the old name of a node")
      let lines = (change?.lines ?? []).map { "\($0.kind.rawValue) \($0.text)" }
      #expect(lines.first == "context $('Edit').all();" && lines.suffix(end.count) == end[...], "\(lines)")
    }
  }

  @Test("with a rename the lines of code are those of both files, and only those that say something else")
  func linesOfRename() {
    func workflow(_ name: String, _ code: String) -> JSON {
      Self.workflow([
        Self.node(name, id: "1"), Self.node("B", "n8n-nodes-base.code", id: "2", ["jsCode": .string(code)]),
      ])
    }
    let old = workflow("Edit", "const a = $('Edit').all();\nconst b = $node.Edit;\nreturn a;")
    let new = workflow("Fields", "const a = $('Fields').all();\nconst b = $node.Edit;\nreturn [a];")
    let lines = Self.diff(old, new).changes.first { $0.kind == .codeChanged }?.lines ?? []
    #expect(
      lines.map { "\($0.kind.rawValue) \($0.text)" } == [
        "context const a = $('Fields').all();", "context const b = $node.Edit;", "removed return a;",
        "added return [a];",
      ])
  }

  @Test(
    "a rename rewrites each form of a reference as n8n does",
    arguments: [
      ("$('Edit').x", "$('Fields').x"), ("$(\"Edit\").x", "$(\"Fields\").x"),
      ("$(`Edit`).x", "$(`Fields`).x"),
      ("$( 'Edit' ).x", "$( 'Edit' ).x"), ("$('Edit' ).x", "$('Fields' ).x"),
      ("$node['Edit'].x", "$node['Fields'].x"), ("$node[\"Edit\"].x", "$node[\"Fields\"].x"),
      ("$node.Edit.x", "$node.Fields.x"), ("$node.Edit", "$node.Fields"),
      ("$node.Edit[0]", "$node.Fields[0]"),
      ("$items('Edit')", "$items('Fields')"), ("$items(\"Edit\", 0, 1)", "$items(\"Fields\", 0, 1)"),
      ("$node.Editor.x", "$node.Editor.x"), ("$node.Edit2", "$node.Edit2"), ("$node.Edit_", "$node.Edit_"),
      ("$node.Édit", "$node.Édit"), ("$node.", "$node."), ("$node.1", "$node.1"),
      ("$('Edit' + x)", "$('Edit' + x)"), ("$json.Edit", "$json.Edit"), ("Edit", "Edit"),
      ("$('It\\'s').x + $('Edit')", "$('It\\'s').x + $('Fields')"), ("$", "$"), ("$('Edit", "$('Edit"),
    ])
  func references(_ old: String, _ new: String) {
    #expect(NodeReferences.rewriting(old) { $0 == "Edit" ? "Fields" : nil } == new)
  }

  @Test(
    "behind a dot n8n writes only letters and digits",
    arguments: [
      ("Fields2", "$node.Fields2.x"), ("My node", "$node[\"My node\"].x"),
      ("my_node", "$node[\"my_node\"].x"),
      ("1st", "$node[\"1st\"].x"), ("A \"b\"", "$node[\"A \\\"b\\\"\"].x"), ("Größe", "$node.Größe.x"),
      ("", "$node[\"\"].x"), ("🙂", "$node[\"🙂\"].x"),
    ])
  func dotAccess(_ name: String, _ text: String) {
    #expect(NodeReferences.rewriting("$node.Edit.x") { _ in name } == text)
  }

  @Test("a rename that rewires access behind a dot is one rename") func renameBehindDot() {
    func workflow(_ name: String, _ expression: String) -> JSON {
      Self.workflow([
        Self.node(name, id: "1"), Self.node("B", id: "2", ["x": .string("={{ \(expression).json.a }}")]),
      ])
    }
    let old = workflow("Edit", "$node.Edit")
    #expect(Self.words(old, workflow("Fields", "$node.Fields")) == ["LOW nodeRenamed Fields"])
    #expect(Self.words(old, workflow("My fields", "$node[\"My fields\"]")) == ["LOW nodeRenamed My fields"])
    #expect(
      Self.words(old, workflow("Fields", "$node.Edit")) == [
        "LOW nodeRenamed Fields", "HIGH expressionChanged B",
      ])
  }

  @Test("three hundred nodes that were renamed in their places, without ids, are three hundred renames")
  func manyRenames() {
    func workflow(_ prefix: String) -> JSON {
      Self.workflow(
        (0..<300).map {
          Self.node("\(prefix) \($0)", "n8n-nodes-base.set", ["value": .string("\($0)")], at: [$0 * 200, 0])
        })
    }
    let changes = Self.diff(workflow("Old"), workflow("New")).changes
    #expect(changes.count == 300)
    #expect(changes.allSatisfy { $0.kind == .nodeRenamed })
  }

  @Test("another version of a node alone is one change, whatever the versions make of its parameters")
  func versionAlone() {
    var compared = 0
    for workflow in WorkflowEditTests.workflows {
      for (index, node) in (workflow["nodes"]?.arrayValue ?? []).compactMap(WorkflowNode.init).enumerated() {
        guard !node.isStickyNote, node.typeVersion != nil else { continue }
        for version in [99, 1, 2] where node.typeVersion != Double(version) {
          var other = workflow
          other.set(
            .number(JSONNumber(version)), at: JSONPointer(tokens: ["nodes", "\(index)", "typeVersion"]))
          compared += 1
          #expect(Self.diff(workflow, other).changes.map(\.kind) == [.nodeVersionChanged], "\(node.name)")
          #expect(Self.diff(other, workflow).changes.map(\.kind) == [.nodeVersionChanged], "\(node.name)")
        }
      }
    }
    #expect(compared > 10)
  }

  @Test("two nodes that swap names are two renames") func swap() {
    let old = Self.workflow([Self.node("A", id: "1", ["p": 1]), Self.node("B", id: "2", ["p": 2])])
    let new = Self.workflow([Self.node("B", id: "1", ["p": 1]), Self.node("A", id: "2", ["p": 2])])
    #expect(Self.words(old, new).sorted() == ["LOW nodeRenamed A", "LOW nodeRenamed B"])
  }

  @Test("a node that took the id of another one is still itself") func takenID() {
    let one = Self.workflow([Self.node("A", id: "1", ["p": 1]), Self.node("B", id: "2", ["p": 2])])
    let two = Self.workflow([Self.node("A", id: "2", ["p": 1]), Self.node("B", id: "3", ["p": 2])])
    #expect(Self.diff(one, two).isEmpty)
  }

  @Test("without ids a rename is found by what the node does") func renameWithoutIDs() {
    let parameters: JSON = [
      "values": ["string": [["name": "a", "value": "b"]]], "options": ["dotNotation": false],
    ]
    let old = Self.workflow([
      Self.node("A", "n8n-nodes-base.set", parameters),
      Self.node("X", "n8n-nodes-base.code", ["jsCode": "1"]),
    ])
    let new = Self.workflow([
      Self.node("B", "n8n-nodes-base.set", parameters),
      Self.node("X", "n8n-nodes-base.code", ["jsCode": "1"]),
    ])
    #expect(Self.words(old, new) == ["LOW nodeRenamed B"])
  }

  private static let longCode: JSON = .string(
    (1...40).map { "const value\($0) = $json.field\($0) * \($0);" }.joined(separator: "\n"))

  private static func edited(_ edits: (String, String)...) -> JSON {
    .string(edits.reduce(longCode.stringValue ?? "") { $0.replacing($1.0, with: $1.1) })
  }

  @Test(
    "without ids a rename beside small edits of one text is found by what is left of the text",
    arguments: [
      (longCode, edited(("* 7;", "* 8;")), true),
      (longCode, edited(("field3 ", "a "), ("* 21;", "+ 21;\n// new")), true),
      (longCode, .string("return [];\n" + String(repeating: "// other\n", count: 40)), false),
      ("https://example.com/v1/orders", "https://example.com/v2/orders", false), (.string("1"), 1, false),
    ] as [(JSON, JSON, Bool)])
  func renameOfEditedText(_ before: JSON, _ after: JSON, _ isRename: Bool) {
    let kind = "n8n-nodes-base.code"
    let old = Self.workflow([Self.node("A", kind, ["jsCode": before], at: [0, 0])])
    let moved = Self.workflow([Self.node("B", kind, ["jsCode": after], at: [400, 0])])
    #expect(Self.diff(old, moved).changes.contains { $0.kind == .nodeRenamed } == isRename)
  }

  @Test("a short text that differs by a character is the same node's where it stands in its place")
  func renameOfEditedAddress() {
    func workflow(_ name: String, _ url: JSON) -> JSON {
      Self.workflow([Self.node(name, "n8n-nodes-base.httpRequest", ["url": url])])
    }
    let old = workflow("A", "https://example.com/v1/orders")
    #expect(Self.words(old, workflow("B", "https://example.com/v2/orders")).first == "LOW nodeRenamed B")
    #expect(
      Self.words(old, workflow("B", "https://example.com/v1/users")).contains("MEDIUM nodeAdded B") == false)
  }

  @Test("a node that does something else under another name was removed, and another added") func unlike() {
    let old = Self.workflow([Self.node("A", "n8n-nodes-base.set", ["text": "one"], at: [0, 0])])
    let new = Self.workflow([Self.node("B", "n8n-nodes-base.set", ["text": "two"], at: [400, 0])])
    #expect(Self.words(old, new) == ["MEDIUM nodeRemoved A", "MEDIUM nodeAdded B"])
  }

  @Test("another type under the same name is another kind of node") func retyped() {
    let old = Self.workflow([Self.node("A", "n8n-nodes-base.set", id: "1")])
    let new = Self.workflow([Self.node("A", "n8n-nodes-base.code", id: "2")])
    #expect(Self.words(old, new) == ["HIGH nodeRetyped A"])
  }

  @Test("ids that are new everywhere are no change") func newIDs() {
    let old = Self.workflow([Self.node("A", id: "1"), Self.node("B", id: "2")])
    let new = Self.workflow([Self.node("A", id: "3"), Self.node("B", id: "4")])
    #expect(Self.diff(old, new).isEmpty)
    #expect(Self.diff(old, new).isStoredDifferently)
  }

  @Test("an inserted list element is one change") func insertion() {
    func node(_ values: [String]) -> JSON {
      Self.node(
        "A", "n8n-nodes-x.y", id: "1",
        ["list": .array(values.map { .object(["name": .string($0), "value": "same"]) })])
    }
    let diff = Self.diff(
      Self.workflow([node(["a", "b", "c"])]), Self.workflow([node(["a", "x", "b", "c"])]))
    #expect(diff.changes.count == 1)
    #expect(diff.changes.first?.pointer?.description == "/parameters/list/1")
    #expect(diff.changes.first?.old == nil)
    #expect(diff.changes.first?.new == ["name": "x", "value": "same"])
  }

  @Test("a changed list element is compared inside") func elementChange() {
    func node(_ value: String) -> JSON {
      Self.node(
        "A", "n8n-nodes-x.y", id: "1", ["list": [["n": "a", "v": "1"], ["n": "b", "v": .string(value)]]])
    }
    let diff = Self.diff(Self.workflow([node("2")]), Self.workflow([node("3")]))
    #expect(diff.changes.map(\.pointer?.description) == ["/parameters/list/1/v"])
  }

  @Test("a locator is changed as a whole, and its label is nothing") func locator() {
    func node(_ mode: String, _ value: String, _ label: String) -> JSON {
      Self.node(
        "A", "n8n-nodes-x.y", id: "1",
        [
          "sheet": [
            "__rl": true, "mode": .string(mode), "value": .string(value), "cachedResultName": .string(label),
          ]
        ])
    }
    let start = Self.workflow([node("list", "1", "One")])
    #expect(Self.diff(start, Self.workflow([node("list", "1", "Uno")])).isEmpty)
    let diff = Self.diff(start, Self.workflow([node("id", "2", "One")]))
    #expect(diff.changes.map(\.pointer?.description) == ["/parameters/sheet"])
    #expect(diff.changes.first?.new == ["mode": "id", "value": "2"])
  }

  @Test(
    "an expression is told from a constant on either side",
    arguments: [
      ("plain", "={{ $json.x }}", WorkflowChange.Kind.expressionChanged),
      ("={{ 1 }}", "plain", .expressionChanged),
      ("plain", "other", .parameterChanged), ("{{ 1 }}", "{{ 2 }}", .parameterChanged),
    ])
  func expression(_ old: String, _ new: String, _ kind: WorkflowChange.Kind) {
    let diff = Self.diff(
      Self.workflow([Self.node("A", id: "1", ["p": .string(old)])]),
      Self.workflow([Self.node("A", id: "1", ["p": .string(new)])]))
    #expect(diff.changes.map(\.kind) == [kind])
  }

  @Test(
    "code is code where the node type says so, or the name does",
    arguments: [
      ("n8n-nodes-base.code", "jsCode"), ("n8n-nodes-base.postgres", "query"),
      ("n8n-nodes-base.html", "html"),
      ("n8n-nodes-x.y", "pythonCode"), ("n8n-nodes-base.executeCommand", "command"),
    ])
  func code(_ type: String, _ name: String) {
    func node(_ text: String) -> JSON { Self.node("A", type, id: "1", .object([name: .string(text)])) }
    let diff = Self.diff(Self.workflow([node("a\nb")]), Self.workflow([node("a\nc")]))
    #expect(diff.changes.map(\.kind) == [.codeChanged])
    #expect(diff.changes.first?.lines?.map(\.kind) == [.context, .removed, .added])
  }

  @Test("a parameter that goes back to its default shows the default") func backToDefault() {
    func node(_ parameters: JSON) -> JSON {
      .object([
        "name": "A", "type": "n8n-nodes-base.httpRequest", "typeVersion": 4.2, "position": [0, 0],
        "parameters": parameters,
      ])
    }
    let diff = Self.diff(Self.workflow([node(["method": "PUT"])]), Self.workflow([node([:])]))
    #expect(diff.changes.first?.old == "PUT")
    #expect(diff.changes.first?.new == "GET")
  }

  @Test("no change says that a value became itself, for any edit of real and of generated workflows")
  func unlikeItself() {
    for (index, workflow) in WorkflowEditTests.workflows.enumerated() {
      var generator = WorkflowGenerator(seed: UInt64(index) &+ 4_000)
      for _ in 0..<12 {
        let diff = Self.diff(workflow, Mutation.any(workflow, &generator))
        for change in diff.changes where change.connection == nil && change.kind != .connectionReordered {
          // What still has the old name of a node that was renamed says something else than before.
          if diff.changes.contains(where: { $0.kind == .nodeRenamed }) { continue }
          #expect(change.old != change.new, "\(EditorLaw.words(change))")
        }
      }
    }
  }

  @Test("a parameter that appears at a default which is not the default here, shows the one that is")
  func conditionalDefault() throws {
    let nodes = NodeKnowledge(
      version: "test",
      types: [
        "x": [
          "name": "X", "versions": [1], "parameters": ["mode": [nil, "a"], "limit": [nil, 10]],
          "conditions": [
            "limit": ["is": [["if": ["mode": ["b"]], "default": 50], ["if": ["mode": ["a"]]]]]
          ],
        ]
      ])
    let policy = try NormalizationPolicy(Fixture.policy("normalization"), nodes: nodes)
    func node(_ parameters: JSON) -> JSON { Self.workflow([Self.node("A", "x", id: "1", parameters)]) }
    func change(_ old: JSON, _ new: JSON) -> WorkflowChange? {
      WorkflowDiff.between(node(old), node(new), policy: policy, risk: Fixture.risk).changes.first
    }
    #expect(change(["mode": "a"], ["mode": "a", "limit": 10]) == nil)
    #expect(change(["mode": "b"], ["mode": "b", "limit": 50]) == nil)
    let shown = change(["mode": "b"], ["mode": "b", "limit": 10])
    #expect(shown?.old == 50)
    #expect(shown?.new == 10)
  }

  @Test("a sticky note that takes the name of a node, or gives up one, is only renamed") func noteNames() {
    let edges: JSON = ["A": ["main": [[["node": "B", "type": "main", "index": 0]]]]]
    func workflow(_ note: String) -> JSON {
      Self.workflow(
        [
          Self.node("A", id: "1"), Self.node("B", id: "2", ["x": "={{ $('A').x }}"]),
          Self.node(note, "n8n-nodes-base.stickyNote", id: "3"),
        ], edges)
    }
    #expect(Self.words(workflow("Note"), workflow("A")) == ["~ nodeRenamed A"])
    #expect(Self.words(workflow("A"), workflow("Note")) == ["~ nodeRenamed Note"])
  }

  @Test("a reordering names the targets in their order") func reordering() {
    let edges: JSON = [
      "T": [
        "main": [[["node": "A", "type": "main", "index": 0], ["node": "B", "type": "main", "index": 0]]]
      ]
    ]
    func workflow(_ y: Int) -> JSON {
      var result = Self.workflow(
        [Self.node("T"), Self.node("A", at: [200, y]), Self.node("B", at: [200, 200])], edges)
      result.set("v1", at: JSONPointer(tokens: ["settings", "executionOrder"]))
      return result
    }
    let change = Self.diff(workflow(0), workflow(400)).changes.first { $0.kind == .connectionReordered }
    #expect(change?.old == ["A", "B"])
    #expect(change?.new == ["B", "A"])
    #expect(change?.isCosmetic == false)
    #expect(change?.risk == .high)
  }

  @Test(
    "targets of different outputs that changed their order are a note with the node, and no change of what runs"
  )
  func acrossOutputs() {
    let edges: JSON = [
      "I<f>": [
        "main": [[["node": "A", "type": "main", "index": 0]], [["node": "B", "type": "main", "index": 0]]]
      ]
    ]
    func workflow(_ y: Int, order: JSON = "v1") -> JSON {
      var result = Self.workflow(
        [
          Self.node("I<f>", "n8n-nodes-base.if"), Self.node("A", at: [200, y]),
          Self.node("B", at: [200, 200]),
        ], edges)
      result.set(order, at: JSONPointer(tokens: ["settings", "executionOrder"]))
      return result
    }
    let diff = Self.diff(workflow(0), workflow(400))
    #expect(diff.changes.map(\.kind) == [.nodeMoved] && diff.isCosmetic)
    #expect(diff.information == [DiffInformation(kind: .outputsReordered, nodes: ["I<f>"])])
    let words = "several outputs of \"I<f>\" give items, their targets now run in another order"
    #expect(DiffText.render(diff, colour: false).hasSuffix("\nnote: if \(words)\n"))
    #expect(
      DiffHTML.render(diff).contains("<p>Note: if several outputs of &quot;I&lt;f&gt;&quot; give items"))
    #expect(DiffMarkdown.render(diff).contains("\nNote: if several outputs of \"I&lt;f&gt;\" give items"))
    #expect(diff.json["information"]?[0]?["nodes"] == ["I<f>"])
    #expect(Self.diff(workflow(0), workflow(100)).information.isEmpty)
    #expect(Self.diff(workflow(0, order: "v0"), workflow(400, order: "v0")).information.isEmpty)
  }

  @Test("a name that is no text is told from none, and from an empty one, as in the hash") func nameless() {
    let names: [JSON?] = [nil, "", 16, true]
    let workflows = names.map { name -> JSON in
      var node: JSONObject = ["id": "1", "type": "n8n-nodes-base.set", "parameters": [:]]
      node["name"] = name
      return Self.workflow([.object(node)])
    }
    for old in workflows {
      for new in workflows where old != new {
        #expect(Self.words(old, new) == ["MEDIUM nodeSettingChanged  /name"])
      }
    }
  }

  @Test("a note without a name, beside a node without one, is not taken for it") func namelessNote() {
    func workflow(_ name: JSON, _ x: Int) -> JSON {
      Self.workflow([
        ["name": name, "type": "n8n-nodes-base.stickyNote", "typeVersion": 1, "parameters": [:]],
        [
          "name": "", "type": "n8n-nodes-base.set", "typeVersion": 3,
          "position": [.number(JSONNumber(x)), 16],
          "parameters": [:],
        ],
      ])
    }
    #expect(Self.diff(workflow(["id": 1], 1), workflow("Note", 2)).isCosmetic)
  }

  @Test("duplicate names and broken nodes do not confuse it") func broken() {
    let old = Self.workflow([
      Self.node("A", "n8n-nodes-base.set", ["p": 1]), Self.node("A", "n8n-nodes-base.set", ["p": 2]), 7,
      .null, [:],
    ])
    let new = Self.workflow([
      Self.node("A", "n8n-nodes-base.set", ["p": 1]), Self.node("A", "n8n-nodes-base.set", ["p": 3]), "x",
    ])
    #expect(!Self.diff(old, new).isEmpty)
    #expect(Self.diff(old, old).isEmpty)
  }
}
