import JSON
import RulesLaws
import Testing

@testable import Governance

@Suite("Merge of workflow files") struct WorkflowFileMergeTests {
  private static func merge(_ base: String, _ ours: String, _ theirs: String) throws
    -> WorkflowFileMerge
  {
    try WorkflowFileMerge.merge(
      base: Array(base.utf8), ours: Array(ours.utf8), theirs: Array(theirs.utf8),
      policy: Fixture.normalization, labels: ("ours", "theirs"))
  }

  /// The text with one side taken at every mark.
  static func taking(_ side: ConflictSide, of text: String) -> String {
    var here: ConflictSide?
    var lines: [Substring] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      switch (line.prefix(7), here) {
      case ("<<<<<<<", _): here = .ours
      case ("=======", .ours?): here = .theirs
      case (">>>>>>>", _): here = nil
      default: if here == nil || here == side { lines.append(line) }
      }
    }
    return lines.joined(separator: "\n")
  }

  enum ConflictSide { case ours, theirs }

  @Test(
    "the result has the layout of our file",
    arguments: [
      { $0.text(.pretty) }, { $0.text(.prettySorted) }, { $0.text(.compact) }, { $0.text(.compact) + "\n" },
      { String($0.text(.pretty).dropLast()) },
      { $0.text(.pretty).replacing("\n", with: "\r\n") }, { $0.text(.compact) + "\r\n" },
      { $0.text(.pretty).replacing("  ", with: "\t") }, { $0.text(.pretty).replacing("  ", with: "    ") },
    ] as [@Sendable (JSON) -> String])
  func layout(_ write: @Sendable (JSON) -> String) throws {
    var (ours, theirs) = (SmallWorkflow.portable, SmallWorkflow.portable)
    ours.set("Ours", at: JSONPointer(tokens: ["name"]))
    theirs.set(true, at: JSONPointer(tokens: ["nodes", "5", "disabled"]))
    let merge = try Self.merge(
      write(SmallWorkflow.portable), write(ours), theirs.text(.pretty))
    ours.set(true, at: JSONPointer(tokens: ["nodes", "5", "disabled"]))
    #expect(merge.text == write(ours))
  }

  @Test(
    "a conflict in a file whose lines end with CR LF has marks that do, and either side of them is a file")
  func windowsConflict() throws {
    func text(_ name: JSON) -> String {
      var workflow = SmallWorkflow.portable
      workflow.set(name, at: JSONPointer(tokens: ["name"]))
      return workflow.text(.pretty).replacing("\n", with: "\r\n")
    }
    let merge = try Self.merge(text("Base"), text("Ours"), text("Theirs"))
    #expect(merge.conflicts.count == 1)
    #expect(!merge.text.replacing("\r\n", with: "").contains("\n"))
    let sides = try #require(ConflictSides(of: Array(merge.text.utf8)))
    #expect(String(decoding: sides.ours, as: UTF8.self) == text("Ours"))
    #expect(String(decoding: sides.theirs, as: UTF8.self) == text("Theirs"))
  }

  /// ``SmallWorkflow`` of n8n 2.x, active: draft and published version with the same edits.
  private static func published(_ edits: (String, JSON)...) -> JSON {
    var result = SmallWorkflow.portable
    for (pointer, value) in edits {
      if let pointer = try? JSONPointer(pointer) { result.set(value, at: pointer) }
    }
    result.set(
      [
        "versionId": .string("v\(edits.count)"), "nodes": result["nodes"] ?? .null,
        "connections": result["connections"] ?? .null,
      ], at: JSONPointer(tokens: ["activeVersion"]))
    return result
  }

  @Test("what runs of n8n 2.x is merged as the draft is, and asked about as it") func publishedVersions()
    throws
  {
    let base = Self.published()
    let ours = Self.published(("/nodes/0/parameters/path", "ours"))
    let theirs = Self.published(("/nodes/2/parameters/method", "PUT"))
    let merge = try Self.merge(base.text(.pretty), ours.text(.pretty), theirs.text(.pretty))
    #expect(merge.conflicts.isEmpty)
    let merged = try JSON(parsing: Array(merge.text.utf8))
    for version in [merged, merged["activeVersion"] ?? .null] {
      #expect(version["nodes"]?[0]?["parameters"]?["path"] == "ours")
      #expect(version["nodes"]?[2]?["parameters"]?["method"] == "PUT")
    }
    #expect(merged["activeVersion"]?["versionId"] == "v1" && merged["activeVersion"]?["settings"] == nil)
    let other = Self.published(("/nodes/0/parameters/path", "theirs"))
    let conflicts = try Self.merge(base.text(.pretty), ours.text(.pretty), other.text(.pretty)).conflicts
    #expect(conflicts.map(\.node) == ["Webhook"])
    #expect(conflicts[0].message.hasSuffix(", in the draft and in what is published"))
    // What only one of the two has is asked about where it stands.
    var draft = ours
    draft.set("ours", at: JSONPointer(tokens: ["activeVersion", "nodes", "0", "parameters", "path"]))
    draft.set("orders", at: JSONPointer(tokens: ["nodes", "0", "parameters", "path"]))
    let single = try Self.merge(base.text(.pretty), draft.text(.pretty), other.text(.pretty)).conflicts
    #expect(single.map { $0.message.hasSuffix(", in what is published") } == [true])
  }

  @Test("without a common ancestor what only one side has is asked about too") func fromNothing() throws {
    var (mine, other) = (SmallWorkflow.portable, SmallWorkflow.portable)
    mine.set("DELETE", at: JSONPointer(tokens: ["nodes", "2", "parameters", "method"]))
    other.set(true, at: JSONPointer(tokens: ["nodes", "2", "disabled"]))
    let merge = try Self.merge("", mine.text(.pretty), other.text(.pretty))
    #expect(Set(merge.conflicts.map(\.pointer.description)) == ["/parameters/method", "/disabled"])
    #expect(Self.taking(.ours, of: merge.text) == mine.text(.pretty))
    #expect(Self.taking(.theirs, of: merge.text) == other.text(.pretty))
  }

  @Test("an export from before n8n 2.x changed what runs: the published version of the other side gets it")
  func publishedOnOneSide() throws {
    let (edit, path) = (("/nodes/0/parameters/path", JSON("ours")), JSONPointer(tokens: ["active"]))
    func old(_ edits: (String, JSON)...) throws -> JSON {
      var result = SmallWorkflow.portable
      result.set(true, at: path)
      for (pointer, value) in edits { result.set(value, at: try JSONPointer(pointer)) }
      return result
    }
    var upgraded = Self.published()
    upgraded.set(true, at: path)
    let texts = [try old(), try old(edit), upgraded].map { $0.text(.pretty) }
    for (ours, theirs) in [(texts[1], texts[2]), (texts[2], texts[1])] {
      let merge = try Self.merge(texts[0], ours, theirs)
      #expect(merge.conflicts.isEmpty)
      let merged = try JSON(parsing: Array(merge.text.utf8))
      #expect(merged["activeVersion"]?["nodes"]?[0]?["parameters"]?["path"] == "ours")
      #expect(merged["nodes"]?[0]?["parameters"]?["path"] == "ours")
    }
  }

  @Test("an option that one side switches off and the other edits is asked about")
  func switchedOffAndEdited() throws {
    func workflow(_ parameters: JSON) -> String {
      var result = SmallWorkflow.portable
      result.set(parameters, at: JSONPointer(tokens: ["nodes", "2", "parameters"]))
      return result.text(.pretty)
    }
    func sends(_ body: String) -> String {
      workflow([
        "method": "POST", "url": "u", "sendBody": true, "specifyBody": "json", "jsonBody": .string(body),
      ])
    }
    let off = workflow(["method": "POST", "url": "u"])
    #expect(try !Self.merge(sends("{}"), off, sends("{\"a\":1}")).conflicts.isEmpty)
    #expect(try !Self.merge(sends("{}"), sends("{\"a\":1}"), off).conflicts.isEmpty)
  }

  @Test("what is left of an option that is switched off is ours, and no conflict") func unseen() throws {
    func workflow(_ body: String, name: JSON = "Orders") -> JSON {
      var result = SmallWorkflow.portable
      result.set(false, at: JSONPointer(tokens: ["nodes", "2", "parameters", "sendBody"]))
      result.set(.string(body), at: JSONPointer(tokens: ["nodes", "2", "parameters", "jsonBody"]))
      result.set(name, at: JSONPointer(tokens: ["name"]))
      return result
    }
    let texts = [workflow("0"), workflow("a"), workflow("b")].map { $0.text(.pretty) }
    let merge = try Self.merge(texts[0], texts[1], texts[2])
    #expect(merge.conflicts.isEmpty && merge.text == texts[1])
    let named = [workflow("0"), workflow("a", name: "A"), workflow("b", name: "B")].map { $0.text(.pretty) }
    let other = try Self.merge(named[0], named[1], named[2])
    #expect(other.conflicts.map(\.pointer.description) == ["/name"])
    #expect(Self.taking(.ours, of: other.text) == named[1])
    #expect(Self.taking(.theirs, of: other.text) == workflow("a", name: "B").text(.pretty))
  }

  @Test("an absent activation is the same as none") func activation() throws {
    var base = SmallWorkflow.portable
    base.set(false, at: JSONPointer(tokens: ["active"]))
    var ours = base
    ours.set(true, at: JSONPointer(tokens: ["active"]))
    let theirs = JSON.object((base.objectValue ?? [:]).filter { key, _ in key != "active" })
    let merge = try Self.merge(base.text(.pretty), ours.text(.pretty), theirs.text(.pretty))
    #expect(merge.conflicts.isEmpty && merge.text == ours.text(.pretty))
    let back = try Self.merge(base.text(.pretty), theirs.text(.pretty), ours.text(.pretty))
    #expect(back.conflicts.isEmpty && back.text.contains("\"active\": true"))
  }

  @Test("a rename rewrites expressions and code, and no text that only looks like one") func renamedTexts()
    throws
  {
    var (base, ours, theirs) = (SmallWorkflow.portable, SmallWorkflow.portable, SmallWorkflow.portable)
    for (node, key) in [("6", "content"), ("5", "text")] {
      base.set("plain", at: JSONPointer(tokens: ["nodes", node, "parameters", key]))
      ours.set("plain", at: JSONPointer(tokens: ["nodes", node, "parameters", key]))
      theirs.set("see $('Fields')", at: JSONPointer(tokens: ["nodes", node, "parameters", key]))
    }
    ours.set("Renamed", at: JSONPointer(tokens: ["nodes", "1", "name"]))
    theirs.set("return $('Fields').all();", at: JSONPointer(tokens: ["nodes", "3", "parameters", "jsCode"]))
    let merge = try Self.merge(base.text(.pretty), ours.text(.pretty), theirs.text(.pretty))
    #expect(merge.text.contains("return $('Renamed').all();"))
    #expect(merge.text.split(separator: "see $('Fields')", omittingEmptySubsequences: false).count == 3)
    let diff = WorkflowDiff.between(base, theirs, policy: Fixture.normalization, risk: Fixture.risk)
    #expect(diff.changes.count { $0.new == "see $('Fields')" } == 2)
  }

  @Test("a file that both added is merged as from nothing") func bothAdded() throws {
    let mine = SmallWorkflow.portable.text(.pretty)
    var other = SmallWorkflow.portable
    other.set("Other", at: JSONPointer(tokens: ["name"]))
    #expect(try Self.merge("", mine, mine).conflicts.isEmpty)
    let merge = try Self.merge("", mine, other.text(.pretty))
    #expect(merge.conflicts.map(\.pointer.description) == ["/name"])
  }

  @Test(
    "what cannot be taken apart is refused, and it says why",
    arguments: [
      ("[]", "is no workflow"), ("{", "is not JSON"),
      ("{\n<<<<<<< a\n\"x\": 1\n=======\n\"x\": 2\n>>>>>>> b\n}", "has conflict marks, the first at line 2"),
      (#"{"nodes": {}, "connections": {}}"#, "is no workflow"),
      (#"{"nodes": [{"type": "x"}], "connections": {}}"#, "has a node without a name: 0"),
      (
        #"{"nodes": [], "connections": {"A": {"main": [["B"]]}}}"#,
        "has connections that are no lists of edges"
      ),
      (#"{"nodes": [], "connections": {"A": []}}"#, "has connections that are no lists of edges"),
    ])
  func refused(_ text: String, _ problem: String) {
    let good = SmallWorkflow.portable.text(.pretty)
    let error = #expect(throws: WorkflowFileMerge.Obstacle.self) { try Self.merge(good, good, text) }
    #expect(error?.description.hasPrefix("their file " + problem) == true)
  }

  @Test("where a name makes nodes one, nothing is put together: all that differs has marks")
  func undecided() throws {
    func workflow(_ first: String, _ second: String) -> JSON {
      let nodes = [("1", first), ("2", second)].map { id, name -> JSON in
        ["id": .string(id), "name": .string(name), "type": "x", "parameters": [:]]
      }
      return ["name": "W", "nodes": .array(nodes), "connections": [:]]
    }
    let (ours, theirs) = (workflow("N", "B"), workflow("A", "N"))
    let merge = try Self.merge(
      workflow("A", "B").text(.pretty), ours.text(.pretty), theirs.text(.pretty))
    #expect(
      merge.conflicts.map(\.message) == [
        "one side renamed a node to this, the other has another node of this name"
      ])
    #expect(try JSON(parsing: Self.taking(.ours, of: merge.text)) == ours)
    #expect(try JSON(parsing: Self.taking(.theirs, of: merge.text)) == theirs)
  }

  @Test("with conflicts, taking one side at every mark gives that side's decision, for any workflows")
  func marks() throws {
    var conflicts = 0
    for seed in 0..<600 {
      var generator = WorkflowGenerator(seed: UInt64(seed) &+ 70_000)
      let base = TwoEnvironments.portable(generator.workflow(), EnvironmentMappings()).workflow
      var sides: [JSON] = [base, base]
      for index in 0..<2 {
        for _ in 0..<6 { sides[index] = Mutation.any(sides[index], &generator) }
        sides[index] = TwoEnvironments.portable(sides[index], EnvironmentMappings()).workflow
      }
      let texts = ([base] + sides).map { $0.text(.prettySorted) }
      guard let merge = try? Self.merge(texts[0], texts[1], texts[2]) else { continue }
      var result = WorkflowMerge.merge(
        base: base, ours: sides[0], theirs: sides[1],
        volatile: Set(Fixture.normalization.volatileWorkflowFields.names))
      result.settleUnseen(Fixture.normalization, base: base, ours: sides[0], theirs: sides[1])
      guard let choices = result.choices else { continue }
      conflicts += 1
      for (side, choice) in [(ConflictSide.ours, choices.ours), (.theirs, choices.theirs)] {
        #expect(try JSON(parsing: Self.taking(side, of: merge.text)) == choice, "seed \(seed)")
      }
    }
    #expect(conflicts > 50)
  }

  @Test("nothing of either side is lost, for any workflows: what a merge leaves out, one side had removed")
  func lossless() {
    for seed in 0..<400 {
      var generator = WorkflowGenerator(seed: UInt64(seed) &+ 80_000)
      let base = TwoEnvironments.portable(generator.workflow(), EnvironmentMappings()).workflow
      let sides = (0..<2).map { _ in
        TwoEnvironments.portable(Mutation.any(base, &generator), EnvironmentMappings()).workflow
      }
      let result = WorkflowMerge.merge(base: base, ours: sides[0], theirs: sides[1])
      guard result.conflicts.isEmpty else { continue }
      let before = Self.texts(base)
      let merged = Self.texts(result.workflow)
      for side in sides {
        #expect(Self.texts(side).subtracting(before).subtracting(merged).isEmpty, "seed \(seed)")
      }
    }
  }

  /// All strings that stand in a document, but for places: nobody has to decide those.
  private static func texts(_ json: JSON) -> Set<String> {
    switch json {
    case .string(let text): [text]
    case .array(let elements): elements.reduce(into: []) { $0.formUnion(texts($1)) }
    case .object(let object):
      object.reduce(into: []) { if $1.key != "position" { $0.formUnion(texts($1.value)) } }
    case .null, .bool, .number: []
    }
  }
}
