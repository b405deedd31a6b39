import JSON
import RulesLaws
import TestSupport
import Testing

@testable import Governance

@Suite("Three-way merge") struct WorkflowMergeTests {
  private static let base = SmallWorkflow.portable

  private static func edited(_ edits: (String, JSON)...) -> JSON {
    var result = base
    for (pointer, value) in edits {
      if let place = try? JSONPointer(pointer) { result.set(value, at: place) }
    }
    return result
  }

  private static func merge(_ ours: JSON, _ theirs: JSON) -> WorkflowMerge {
    WorkflowMerge.merge(base: base, ours: ours, theirs: theirs)
  }

  private static func node(_ name: String, in workflow: JSON) -> JSON? {
    workflow["nodes"]?.arrayValue?.first { $0["name"]?.stringValue == name }
  }

  @Test("two people who change different nodes do not conflict") func differentNodes() {
    let result = Self.merge(
      Self.edited(("/nodes/2/parameters/method", "PUT")),
      Self.edited(("/nodes/3/parameters/jsCode", "return 1;")))
    #expect(result.conflicts.isEmpty)
    #expect(Self.node("Send", in: result.workflow)?["parameters"]?["method"] == "PUT")
    #expect(Self.node("Work", in: result.workflow)?["parameters"]?["jsCode"] == "return 1;")
  }

  @Test("nor different parameters of one node") func differentParameters() {
    let result = Self.merge(
      Self.edited(("/nodes/2/parameters/method", "PUT")),
      Self.edited(("/nodes/2/parameters/url", "https://x")))
    #expect(result.conflicts.isEmpty)
    #expect(Self.node("Send", in: result.workflow)?["parameters"]?["method"] == "PUT")
    #expect(Self.node("Send", in: result.workflow)?["parameters"]?["url"] == "https://x")
  }

  @Test("nor different lines of one code") func differentLines() {
    let text = (1...9).map { "line \($0)" }
    let base = Self.edited(("/nodes/3/parameters/jsCode", .string(text.joined(separator: "\n"))))
    func changed(_ index: Int) -> JSON {
      var lines = text
      lines[index] = "changed \(index)"
      return Self.edited(("/nodes/3/parameters/jsCode", .string(lines.joined(separator: "\n"))))
    }
    let result = WorkflowMerge.merge(base: base, ours: changed(1), theirs: changed(7))
    #expect(result.conflicts.isEmpty)
    let code = Self.node("Work", in: result.workflow)?["parameters"]?["jsCode"]?.stringValue
    #expect(code?.contains("changed 1") == true)
    #expect(code?.contains("changed 7") == true)
  }

  @Test("the same change on both sides is one change") func sameChange() {
    let edited = Self.edited(("/nodes/2/parameters/method", "PUT"), ("/name", "New"))
    let result = Self.merge(edited, edited)
    #expect(result.conflicts.isEmpty)
    #expect(result.workflow == edited)
  }

  @Test("one parameter changed in two ways is a conflict that says so") func conflict() {
    let result = Self.merge(
      Self.edited(("/nodes/2/parameters/method", "PUT")),
      Self.edited(("/nodes/2/parameters/method", "DELETE")))
    #expect(
      result.conflicts == [
        MergeConflict(
          node: "Send", pointer: JSONPointer(tokens: ["parameters", "method"]), base: "POST", ours: "PUT",
          theirs: "DELETE", message: "both changed it, in different ways")
      ])
    #expect(Self.node("Send", in: result.workflow)?["parameters"]?["method"] == "PUT")
  }

  @Test("a rename on one side follows into what the other side wrote") func rename() {
    var ours = Self.edited(("/nodes/1/name", "Felder"))
    ours.set(
      "=https://example.com/{{ $('Felder').item.json.total }}",
      at: JSONPointer(tokens: ["nodes", "2", "parameters", "url"]))
    ours.set(
      "const items = $('Felder').all();\nreturn items;",
      at: JSONPointer(tokens: ["nodes", "3", "parameters", "jsCode"]))
    let edges = Self.base["connections"]?["Fields"]
    ours.removeValue(at: JSONPointer(tokens: ["connections", "Fields"]))
    ours.set(edges ?? .null, at: JSONPointer(tokens: ["connections", "Felder"]))
    ours.set("Felder", at: JSONPointer(tokens: ["connections", "Webhook", "main", "0", "0", "node"]))
    let theirs = Self.edited(("/nodes/5/parameters/text", "={{ $('Fields').first().json.x }}"))
    let result = Self.merge(ours, theirs)
    #expect(result.conflicts.isEmpty)
    #expect(
      Self.node("Alone", in: result.workflow)?["parameters"]?["text"] == "={{ $('Felder').first().json.x }}")
    let diff = WorkflowDiff.between(
      Self.base, result.workflow, policy: Fixture.normalization, risk: Fixture.risk)
    #expect(diff.changes.map(\.kind) == [.nodeRenamed, .expressionChanged])
  }

  @Test(
    "a rename on one side follows into each form of reference that the other side wrote",
    arguments: [
      ("$node.Fields.json.x", "$node[\"My fields\"].json.x"),
      ("$node[\"Fields\"].json.x", "$node[\"My fields\"].json.x"),
      ("$(`Fields`).item.json.x", "$(`My fields`).item.json.x"),
      ("$items(\"Fields\", 0)[0].json.x", "$items(\"My fields\", 0)[0].json.x"),
    ])
  func renameOfForms(_ theirs: String, _ merged: String) {
    let ours = Self.edited(
      ("/nodes/1/name", "My fields"),
      ("/nodes/3/parameters/jsCode", "const items = $('My fields').all();\nreturn items;"))
    let result = Self.merge(
      ours,
      Self.edited(
        ("/nodes/5/parameters/text", .string("={{ \(theirs) }}")),
        ("/nodes/3/parameters/jsCode", .string("return \(theirs)"))))
    #expect(result.conflicts.isEmpty)
    let parameters = ["Alone", "Work"].map { Self.node($0, in: result.workflow)?["parameters"] }
    #expect(parameters[0]?["text"]?.stringValue == "={{ \(merged) }}")
    #expect(parameters[1]?["jsCode"]?.stringValue == "return \(merged)")
  }

  @Test("both renamed one node: a conflict, and our name") func bothRenamed() {
    let result = Self.merge(Self.edited(("/nodes/5/name", "Mine")), Self.edited(("/nodes/5/name", "Theirs")))
    #expect(result.conflicts.map(\.message) == ["both renamed the node"])
    #expect(Self.node("Mine", in: result.workflow) != nil)
    #expect(Self.node("Theirs", in: result.workflow) == nil)
  }

  @Test("removed on one side and untouched on the other: removed, with its connections") func removed() {
    var ours = Self.base
    ours.removeValue(at: JSONPointer(tokens: ["nodes", "4"]))
    ours.removeValue(at: JSONPointer(tokens: ["connections", "Send"]))
    let result = Self.merge(ours, Self.edited(("/nodes/4/position", [0, 999]), ("/name", "New")))
    #expect(result.conflicts.isEmpty)
    #expect(Self.node("Ship", in: result.workflow) == nil)
    #expect(result.workflow["name"] == "New")
    #expect(WorkflowConnection.all(in: result.workflow["connections"]).allSatisfy { $0.target != "Ship" })
  }

  @Test("removed on one side and changed on the other: a conflict, either way of which is whole")
  func removedAndChanged() {
    var ours = Self.base
    ours.removeValue(at: JSONPointer(tokens: ["nodes", "5"]))
    let result = Self.merge(ours, Self.edited(("/nodes/5/disabled", true)))
    #expect(result.conflicts.map(\.message) == ["we removed the node, they changed it"])
    #expect(Self.node("Alone", in: result.workflow) == nil)
    #expect(result.choices.flatMap { Self.node("Alone", in: $0.theirs)?["disabled"] } == true)
  }

  @Test("nodes and connections added on both sides are all there") func added() {
    func adding(_ name: String) -> JSON {
      var result = Self.base
      let node: JSON = [
        "id": .string(name), "name": .string(name), "type": "n8n-nodes-base.noOp", "parameters": [:],
      ]
      result.set(node, at: JSONPointer(tokens: ["nodes", "-"]))
      result.set(
        ["node": .string(name), "type": "main", "index": 0],
        at: JSONPointer(tokens: ["connections", "Send", "main", "0", "-"]))
      return result
    }
    let result = Self.merge(adding("Mine"), adding("Theirs"))
    #expect(result.conflicts.isEmpty)
    let targets = WorkflowConnection.all(in: result.workflow["connections"]).filter { $0.source == "Send" }
    #expect(targets.map(\.target) == ["Ship", "Mine", "Theirs"])
  }

  @Test("of a text only the lines that both changed are to be decided; the others have both changes")
  func disputedLines() {
    func code(_ first: String, _ middle: String, _ last: String) -> JSON {
      .string([first, "a", middle, "b", last].joined(separator: "\n"))
    }
    func with(_ code: JSON) -> JSON { Self.edited(("/nodes/3/parameters/jsCode", code)) }
    let result = WorkflowMerge.merge(
      base: with(code("1", "2", "3")), ours: with(code("1", "mine", "mine too")),
      theirs: with(code("theirs too", "theirs", "3")))
    #expect(result.conflicts.map(\.message) == ["both changed the text at line 3, in different ways"])
    let conflict = result.conflicts.first
    #expect(conflict?.base == "2" && conflict?.ours == "mine" && conflict?.theirs == "theirs")
    let texts = [result.choices?.ours, result.choices?.theirs].map {
      $0.flatMap { Self.node("Work", in: $0) }?["parameters"]?["jsCode"]
    }
    #expect(
      texts == [code("theirs too", "mine", "mine too"), code("theirs too", "theirs", "mine too")])
  }

  @Test("tags are merged as a set, settings by name") func tagsAndSettings() {
    let result = Self.merge(
      Self.edited(("/tags", ["a", "shop"]), ("/settings/timezone", "Europe/Berlin")),
      Self.edited(("/tags", ["z"]), ("/settings/executionTimeout", 60)))
    #expect(result.conflicts.isEmpty)
    #expect(result.workflow["tags"] == ["a", "z"])
    #expect(result.workflow["settings"]?["timezone"] == "Europe/Berlin")
    #expect(result.workflow["settings"]?["executionTimeout"] == 60)
  }

  @Test("nodes that share a name cannot be merged, and it says so") func duplicates() {
    let result = Self.merge(Self.edited(("/nodes/5/name", "Send")), Self.edited(("/name", "New")))
    #expect(result.conflicts.count == 1)
    #expect(result.conflicts.first?.node == "Send")
  }

  @Test("who changed nothing gets the other's; both the same get that") func laws() {
    for seed in 0..<300 {
      var generator = WorkflowGenerator(seed: UInt64(seed) &+ 5_000)
      let base = TwoEnvironments.portable(generator.workflow(), EnvironmentMappings()).workflow
      let other = TwoEnvironments.portable(Mutation.any(base, &generator), EnvironmentMappings()).workflow
      for (ours, theirs) in [(base, other), (other, base), (other, other)] {
        let result = WorkflowMerge.merge(base: base, ours: ours, theirs: theirs)
        #expect(result.workflow == other)
        #expect(result.conflicts.isEmpty)
      }
    }
  }

  @Test("a merge without conflict says the same from either side") func symmetry() {
    var clean = 0
    for seed in 0..<600 {
      var generator = WorkflowGenerator(seed: UInt64(seed) &+ 9_000)
      let base = TwoEnvironments.portable(generator.workflow(), EnvironmentMappings()).workflow
      let sides = (0..<2).map { _ in
        TwoEnvironments.portable(Mutation.any(base, &generator), EnvironmentMappings()).workflow
      }
      let one = WorkflowMerge.merge(base: base, ours: sides[0], theirs: sides[1])
      let two = WorkflowMerge.merge(base: base, ours: sides[1], theirs: sides[0])
      #expect(one.conflicts.isEmpty == two.conflicts.isEmpty, "seed \(seed)")
      guard one.conflicts.isEmpty else { continue }
      clean += 1
      #expect(Set(Self.names(one.workflow)) == Set(Self.names(two.workflow)), "seed \(seed)")
    }
    #expect(clean > 300)
  }

  /// Edits of which no two are of the same thing.
  private static let independent = WorkflowEdit.all.filter {
    [
      "rename the workflow", "tag", "activate or deactivate", "describe", "set a time zone", "disable a node",
      "retry on failure", "write a note", "use another credential", "change code", "write an expression",
      "add a community node", "set what nobody knows yet",
    ].contains($0.description)
  }

  @Test("two edits of a real workflow go together: the merge has both and nothing else, from either side")
  func bothEdits() throws {
    #expect(Self.independent.count == 13)
    var random = SeededGenerator(seed: 1)
    var merges = 0
    for base in WorkflowEditTests.workflows {
      let edits = Self.independent.shuffled(using: &random).compactMap { $0.apply(base) }
      for (one, two) in zip(edits.prefix(6), edits.dropFirst().prefix(6)) {
        merges += 1
        for (ours, theirs) in [(one, two), (two, one)] {
          let merge = WorkflowMerge.merge(base: base, ours: ours.0, theirs: theirs.0)
          #expect(merge.conflicts.isEmpty)
          let diff = WorkflowDiff.between(
            base, merge.workflow, policy: Fixture.normalization, risk: Fixture.risk)
          #expect(
            diff.changes.map(EditorLaw.words).sorted() == (ours.1 + theirs.1).sorted(),
            "\(base["name"] ?? "")")
        }
      }
    }
    #expect(merges >= 12)
  }

  @Test("one edit of a real workflow against none, and against itself, is that edit") func lawsOfRealOnes() {
    for base in WorkflowEditTests.workflows {
      for edit in WorkflowEdit.all {
        guard let (edited, _) = edit.apply(base) else { continue }
        for (ours, theirs) in [(base, edited), (edited, base), (edited, edited)] {
          let merge = WorkflowMerge.merge(base: base, ours: ours, theirs: theirs)
          #expect(merge.workflow == edited)
          #expect(merge.conflicts.isEmpty)
        }
      }
    }
  }

  private static func names(_ workflow: JSON) -> [JSON] {
    (workflow["nodes"]?.arrayValue ?? []).map { $0["parameters"] ?? .null }
  }

  @Test("tags of an export are objects, and stay so") func tagObjects() {
    func tagged(_ names: String...) -> JSON {
      var result = Self.base
      result.set(
        .array(names.map { ["id": .string("id-\($0)"), "name": .string($0)] }),
        at: JSONPointer(tokens: ["tags"]))
      return result
    }
    let result = WorkflowMerge.merge(
      base: tagged("a", "b"), ours: tagged("a", "b", "c"), theirs: tagged("b", "d"))
    #expect(result.conflicts.isEmpty)
    #expect(result.workflow["tags"] == tagged("b", "c", "d")["tags"])
  }

  @Test("what n8n changes by itself is no conflict where it is named") func volatile() {
    let (ours, theirs) = (Self.edited(("/versionId", "a")), Self.edited(("/versionId", "b")))
    #expect(Self.merge(ours, theirs).conflicts.count == 1)
    let result = WorkflowMerge.merge(base: Self.base, ours: ours, theirs: theirs, volatile: ["versionId"])
    #expect(result.conflicts.isEmpty)
    #expect(result.workflow["versionId"] == "a")
  }

  @Test("where targets run as they are stored, an order that one side changed stays; two are a conflict")
  func order() {
    func targets(_ names: String...) -> JSON {
      Self.edited(
        ("/settings/executionOrder", "v0"),
        ("/connections/Send/main/0", .array(names.map { ["node": .string($0), "type": "main", "index": 0] })))
    }
    let base = targets("Ship", "Work", "Alone")
    func merged(_ ours: JSON, _ theirs: JSON) -> ([String], [String]) {
      let result = WorkflowMerge.merge(base: base, ours: ours, theirs: theirs)
      let edges = WorkflowConnection.all(in: result.workflow["connections"]).filter { $0.source == "Send" }
      return (edges.map(\.target), result.conflicts.map(\.message))
    }
    #expect(merged(targets("Alone", "Ship", "Work"), targets("Ship", "Work")) == (["Ship", "Work"], []))
    #expect(
      merged(targets("Ship", "Work", "Alone", "Fields"), targets("Alone", "Work", "Ship"))
        == (["Alone", "Work", "Ship", "Fields"], []))
    #expect(
      merged(targets("Work", "Ship", "Alone"), targets("Alone", "Ship", "Work"))
        == (["Work", "Ship", "Alone"], [WiringMergeTests.orderMessage]))
  }

  @Test("what only one side changed of the connections stays as that side wrote it, odd edges too")
  func verbatimConnections() {
    let odd: JSON = ["main": [nil, [["node": "Ship", "type": "main", "index": 0, "extra": 1]], []]]
    let ours = Self.edited(("/connections/Send", odd), ("/connections/Nobody", ["main": [[]]]))
    let result = Self.merge(ours, Self.edited(("/name", "New")))
    #expect(result.workflow["connections"] == ours["connections"])
  }

  @Test("nobody has to decide a place: both moved, or one took the place away, from either side")
  func places() {
    var without = Self.base
    without.removeValue(at: JSONPointer(tokens: ["nodes", "2", "position"]))
    let moved = Self.edited(("/nodes/2/position", [16, 32]))
    let elsewhere = Self.edited(("/nodes/2/position", [48, 64]), ("/name", "New"))
    for (ours, theirs) in [
      (moved, elsewhere), (elsewhere, moved), (without, elsewhere), (elsewhere, without),
    ] {
      let result = Self.merge(ours, theirs)
      #expect(result.conflicts.isEmpty)
      let place = Self.node("Send", in: result.workflow)?["position"]
      #expect(place == (ours == moved ? [16, 32] : [48, 64]))
    }
  }

  @Test("a conflict can be decided either way as a whole") func choices() throws {
    let result = Self.merge(
      Self.edited(("/nodes/2/parameters/method", "PUT"), ("/nodes/5/name", "Mine")),
      Self.edited(("/nodes/2/parameters/method", "DELETE"), ("/nodes/5/name", "Theirs"), ("/name", "New")))
    let choices = try #require(result.choices)
    for (choice, method, name) in [(choices.ours, "PUT", "Mine"), (choices.theirs, "DELETE", "Theirs")] {
      #expect(Self.node("Send", in: choice)?["parameters"]?["method"]?.stringValue == method)
      #expect(Self.node(name, in: choice) != nil)
      #expect(choice["name"] == "New")
    }
  }
}
