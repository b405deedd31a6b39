import Foundation
import Testing

/// Plain Git on workflow files, after `n8n-ops git-setup`.
@Suite("Git on workflow files")
struct GitSetupTests {
  /// A repository with one workflow, committed, and Git set up.
  private struct Flows {
    let scratch: Scratch
    let git: Program
    let ops: Program
    var file: URL { git.folder.appendingPathComponent("flows/order intake.json") }

    init(_ label: String) throws {
      scratch = try Scratch(label)
      let folder = scratch.url.appendingPathComponent("repository")
      try FileManager.default.createDirectory(
        at: folder.appendingPathComponent("flows"), withIntermediateDirectories: true)
      var git = scratch.git.acting(as: "Ada Admin", "ada@example.com")
      git.folder = folder
      var ops = scratch.ops
      ops.folder = folder
      self.git = git
      self.ops = ops
      try expect(git.run("init", "--quiet", "--initial-branch=main"))
      // What running programs write goes to files here.
      try ".*.out\n.*.err\n".write(
        to: folder.appendingPathComponent(".git/info/exclude"), atomically: true, encoding: .utf8)
      try write(Self.workflow(), message: "Begin")
      try expect(ops.run("git-setup"))
      try expect(git.run("add", "-A"))
      try expect(git.run("commit", "--quiet", "-m", "Attributes"))
    }

    /// As n8n exports it: two nodes that different people work on.
    static func workflow(
      method: String = "GET", code: String = "const a = 1;\nconst b = 2;\nreturn [];",
      first: String = "Fetch", version: String = "one", more: [[String: Any]] = []
    ) -> [String: Any] {
      [
        "id": "abc", "name": "Order intake", "active": false, "versionId": version,
        "settings": ["executionOrder": "v1"],
        "nodes": [
          [
            "id": "1", "name": first, "type": "n8n-nodes-base.httpRequest", "typeVersion": 4.2,
            "position": [0, 0], "parameters": ["url": "https://example.com", "method": method],
          ],
          [
            "id": "2", "name": "Work", "type": "n8n-nodes-base.code", "typeVersion": 2, "position": [208, 0],
            "parameters": ["jsCode": code],
          ],
        ] + more,
        "connections": [first: ["main": [[["node": "Work", "type": "main", "index": 0]]]]],
      ]
    }

    func write(_ workflow: [String: Any], message: String) throws {
      try JSONSerialization.data(withJSONObject: workflow, options: [.prettyPrinted, .sortedKeys]).write(
        to: file)
      try commit(message)
    }

    func commit(_ message: String) throws {
      try expect(git.run("add", "-A"))
      try expect(git.run("commit", "--quiet", "-m", message))
    }

    func onBranch(_ name: String, _ body: () throws -> Void) throws {
      try expect(git.run("switch", "--quiet", "-c", name, "main"))
      try body()
      try expect(git.run("switch", "--quiet", "main"))
    }

    func read() throws -> [String: Any] {
      try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any] ?? [:]
    }

    func parameter(_ name: String, of node: Int) throws -> String? {
      let nodes = try read()["nodes"] as? [[String: Any]] ?? []
      return (nodes[node]["parameters"] as? [String: Any])?[name] as? String
    }
  }

  @Test("git diff, git show and git log -p show nodes and code, not JSON")
  func diff() throws {
    let flows = try Flows("textconv")
    let changed = Flows.workflow(code: "const a = 1;\nconst b = 3;\nreturn [];", version: "two")
    try JSONSerialization.data(withJSONObject: changed).write(to: flows.file)
    let diff = try flows.git.run("diff", "-U0").output
    let body = diff.split(separator: "\n").drop { !$0.hasPrefix("@@") }
    #expect(
      body == [
        "@@ -19 +19 @@ node: Work", "-      const b = 2;", "+      const b = 3;",
      ], "\(diff)")
    try flows.commit("Three")
    for words in [["show"], ["log", "-p"]] {
      let output = try flows.git.run(words).output
      #expect(output.contains("\n-      const b = 2;\n+      const b = 3;\n"))
      #expect(!output.contains("versionId") && !output.contains("\\n"))
    }
    // What n8n alone changes is no difference in what is read.
    try flows.write(
      Flows.workflow(code: "const a = 1;\nconst b = 3;\nreturn [];", version: "three"), message: "Noise")
    #expect(try !flows.git.run("show", "--format=", "-p").output.contains("@@"))
  }

  @Test("an edit of the unpublished draft shows in git diff, as that")
  func draft() throws {
    let flows = try Flows("draft")
    func published(_ draft: String) -> [String: Any] {
      var workflow = Flows.workflow(code: "const a = 1;\nconst b = 2;\nconst c = \(draft);\nreturn [];")
      workflow["active"] = true
      workflow["activeVersion"] = Flows.workflow()
      return workflow
    }
    try flows.write(published("3"), message: "Draft")
    try flows.write(published("4"), message: "Edited draft")
    let shown = try flows.git.run("show", "--format=", "-U0").output
    let body = shown.split(separator: "\n").drop { !$0.hasPrefix("@@") }
    #expect(body.first?.hasSuffix(" @@ unpublished draft, node: Work") == true, "\(shown)")
    #expect(body.dropFirst() == ["-      const c = 3;", "+      const c = 4;"])
  }

  @Test("git diff of a file in conflict shows the lines of both sides between marks, not JSON")
  func conflictDiff() throws {
    let flows = try Flows("conflict-diff")
    try flows.onBranch("theirs") { try flows.write(Flows.workflow(method: "PUT"), message: "Put") }
    try flows.write(Flows.workflow(method: "POST"), message: "Post")
    #expect(try flows.git.run("merge", "--no-edit", "theirs").status == 1)
    let shown = try flows.git.run("diff").output
    let lines = shown.split(separator: "\n").drop { !$0.hasPrefix("@@") }.filter {
      $0.hasPrefix("++") || $0.contains("method")
    }
    #expect(
      lines.map { $0.replacing(" ", with: "") } == [
        "++<<<<<<<ours", "+method:POST", "++=======", "+method:PUT", "++>>>>>>>theirs",
      ], "\(shown)")
    #expect(!shown.contains("{"))
  }

  @Test("git difftool shows the changes with their risk")
  func difftool() throws {
    let flows = try Flows("difftool")
    try flows.write(Flows.workflow(method: "POST"), message: "Post")
    let shown = try flows.git.run("difftool", "--no-prompt", "--tool", "n8n-ops", "HEAD~1")
    #expect(shown.output.contains("node \"Fetch\"") && shown.output.contains("HIGH"), "\(shown.all)")
  }

  @Test("two people who change different nodes do not conflict")
  func clean() throws {
    let flows = try Flows("clean")
    try flows.onBranch("theirs") {
      try flows.write(Flows.workflow(first: "Get orders", version: "two"), message: "Rename")
    }
    try flows.write(
      Flows.workflow(code: "return $('Fetch').all();", version: "three"),
      message: "Code that names the other node")
    try expect(flows.git.run("merge", "--no-edit", "theirs"))
    #expect(try flows.parameter("jsCode", of: 1) == "return $('Get orders').all();")
    #expect(try (flows.read()["connections"] as? [String: Any])?.keys.sorted() == ["Get orders"])
    #expect(try flows.read()["versionId"] as? String == "three")
  }

  @Test("a true conflict is explained, marked, and either side of the marks is a workflow")
  func conflict() throws {
    let flows = try Flows("conflict")
    try flows.onBranch("theirs") {
      try flows.write(
        Flows.workflow(method: "PUT", code: "const a = 9;\nconst b = 2;\nreturn [];"), message: "Put")
    }
    try flows.write(Flows.workflow(method: "POST"), message: "Post")
    let merge = try flows.git.run("merge", "--no-edit", "theirs")
    #expect(merge.status == 1)
    for words in [
      "flows/order intake.json: 1 conflict",
      "node \"Fetch\" /parameters/method: both changed it, in different ways",
      "before: \"GET\"", "ours: \"POST\"", "theirs: \"PUT\"",
    ] {
      #expect(merge.all.contains(words), "\(merge.all)")
    }
    let text = try String(contentsOf: flows.file, encoding: .utf8)
    #expect(text.components(separatedBy: "<<<<<<< ").count == 2)
    for side in ["ours", "theirs"] {
      let resolved = try JSONSerialization.jsonObject(with: Data(Self.taking(side, of: text).utf8))
      let nodes = (resolved as? [String: Any])?["nodes"] as? [[String: Any]] ?? []
      let parameters = nodes.map { $0["parameters"] as? [String: Any] ?? [:] }
      #expect(parameters[0]["method"] as? String == (side == "ours" ? "POST" : "PUT"))
      // What does not conflict is merged whatever is chosen.
      #expect((parameters[1]["jsCode"] as? String)?.hasPrefix("const a = 9;") == true)
    }
    #expect(try flows.git.run("diff", "--name-only", "--diff-filter=U").output.contains("order intake.json"))
    // The three versions are in the index as ever.
    #expect(try flows.git.run("ls-files", "--unmerged").output.split(separator: "\n").count == 3)
    try expect(flows.git.run("merge", "--abort"))
    #expect(try flows.parameter("method", of: 0) == "POST")
  }

  /// The text with one side taken at every mark.
  private static func taking(_ side: String, of text: String) -> String {
    var here = "both"
    var lines: [Substring] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("<<<<<<<") {
        here = "ours"
      } else if line == "=======" {
        here = "theirs"
      } else if line.hasPrefix(">>>>>>>") {
        here = "both"
      } else if here == "both" || here == side {
        lines.append(line)
      }
    }
    return lines.joined(separator: "\n")
  }

  @Test("a node that one side removed and the other changed conflicts, and is in the file")
  func removed() throws {
    let flows = try Flows("removed")
    let extra: [String: Any] = [
      "id": "3", "name": "Extra", "type": "n8n-nodes-base.noOp", "typeVersion": 1, "position": [0, 208],
      "parameters": [:],
    ]
    try flows.write(Flows.workflow(more: [extra]), message: "Extra")
    try flows.onBranch("theirs") {
      var changed = extra
      changed["disabled"] = true
      try flows.write(Flows.workflow(more: [changed]), message: "Switch off")
    }
    try flows.write(Flows.workflow(), message: "Remove")
    let merge = try flows.git.run("merge", "--no-edit", "theirs")
    #expect(merge.status == 1)
    #expect(merge.all.contains("node \"Extra\": we removed the node, they changed it"), "\(merge.all)")
    let text = try String(contentsOf: flows.file, encoding: .utf8)
    #expect(!Self.taking("ours", of: text).contains("Extra"))
    #expect(
      Self.taking("theirs", of: text).contains("\"disabled\" : true")
        || Self.taking("theirs", of: text).contains("\"disabled\": true"))
  }

  @Test(
    "what is no workflow is merged as git merge-file does",
    arguments: [
      (
        "{\n  \"a\": 1,\n  \"b\": 2,\n  \"c\": 3,\n  \"d\": 4\n}\n", "\"a\": 1", "\"a\": 10", "\"d\": 4",
        "\"d\": 40", 0
      ),
      ("{\n  \"a\": 1\n}\n", "1", "2", "1", "3", 1),
      ("{ \"nodes\": [ broken\nx\ny\nz\n", "broken", "more broken", "z", "zz", 0),
      ("{ \"nodes\": [ broken\n", "broken", "ours", "broken", "theirs", 1),
      ("plain", "plain", "a", "plain", "b", 1),
    ])
  func fallback(
    _ base: String, _ oldOurs: String, _ newOurs: String, _ oldTheirs: String, _ newTheirs: String,
    _ status: Int32
  ) throws {
    let scratch = try Scratch("fallback")
    let texts = [
      "base": base, "ours": base.replacingOccurrences(of: oldOurs, with: newOurs),
      "theirs": base.replacingOccurrences(of: oldTheirs, with: newTheirs),
    ]
    for (name, text) in texts {
      try text.write(toFile: scratch.path(name), atomically: true, encoding: .utf8)
    }
    let expected = try scratch.git.run(
      "merge-file", "-p", "-L", "ours", "-L", "base", "-L", "theirs", "ours", "base", "theirs")
    let merge = try scratch.ops.run("workflow", "merge-file", "base", "ours", "theirs", "--path=x y.json")
    #expect(merge.status == status && expected.status == status, "\(merge.all)")
    #expect(merge.errors.contains("x y.json: merged as text"))
    #expect(try scratch.text("ours") == expected.output)
  }

  @Test("bytes that are no text stay ours, and conflict")
  func binary() throws {
    let scratch = try Scratch("binary")
    for (name, bytes) in [("base", [1, 0]), ("ours", [2, 0]), ("theirs", [3, 0])] as [(String, [UInt8])] {
      try Data(bytes).write(to: scratch.url.appendingPathComponent(name))
    }
    #expect(try scratch.ops.run("workflow", "merge-file", "base", "ours", "theirs").status == 1)
    #expect(try Data(contentsOf: scratch.url.appendingPathComponent("ours")) == Data([2, 0]))
  }

  @Test("git-setup keeps what is there, does nothing twice, and takes itself back")
  func idempotent() throws {
    let flows = try Flows("idempotent")
    let attributes = flows.git.folder.appendingPathComponent(".gitattributes")
    let written = try String(contentsOf: attributes, encoding: .utf8)
    #expect(written.hasSuffix("\n*.json diff=n8n-workflow merge=n8n-workflow\n"))
    #expect(try flows.ops.run("git-setup").output == "Nothing to do: all is there already.\n")
    #expect(try String(contentsOf: attributes, encoding: .utf8) == written)

    try "*.png binary".write(to: attributes, atomically: true, encoding: .utf8)
    let dry = try flows.ops.run(
      "git-setup", "--dry-run", "--json", "--program", "/opt/n8n ops/bin", "a b/*.json")
    let plan = try JSONSerialization.jsonObject(with: Data(dry.output.utf8)) as? [String: Any]
    #expect(plan?["patterns"] as? [String] == ["a b/*.json"])
    let configuration = plan?["configuration"] as? [String: String]
    #expect(configuration?["diff.n8n-workflow.textconv"] == "'/opt/n8n ops/bin' workflow textconv")
    #expect(try String(contentsOf: attributes, encoding: .utf8) == "*.png binary")

    try expect(flows.ops.run("git-setup", "a b/*.json"))
    let text = try String(contentsOf: attributes, encoding: .utf8)
    #expect(text.hasPrefix("*.png binary\n") && text.contains("\"a b/*.json\" diff=n8n-workflow"))
    let attribute = try flows.git.run("check-attr", "merge", "diff", "--", "a b/x.json", "c/x.json").output
    #expect(
      attribute.contains("a b/x.json: merge: n8n-workflow")
        && attribute.contains("c/x.json: diff: unspecified"))

    try expect(flows.ops.run("git-setup", "--remove"))
    #expect(try !String(contentsOf: attributes, encoding: .utf8).contains("n8n"))
    #expect(try flows.git.run("config", "--get-regexp", "n8n").output.isEmpty)
  }

  @Test("only the workflows of a mixed repository are named, with names of any kind")
  func mixed() throws {
    let flows = try Flows("mixed")
    let odd = flows.git.folder.appendingPathComponent("odd")
    try FileManager.default.createDirectory(at: odd, withIntermediateDirectories: true)
    let workflow = try Data(contentsOf: flows.file)
    for name in ["a [1].json", "-x.json", "\"quoted\".json", "ümlaut.json"] {
      try workflow.write(to: odd.appendingPathComponent(name))
    }
    try "{}".write(to: odd.appendingPathComponent("other.json"), atomically: true, encoding: .utf8)
    try FileManager.default.removeItem(at: flows.git.folder.appendingPathComponent(".gitattributes"))
    try flows.commit("More")
    try expect(flows.ops.run("git-setup"))
    try flows.commit("Attributes again")
    let answer = try flows.git.run(
      "-c", "core.quotePath=false", "check-attr", "-z", "merge", "--", "odd/a [1].json", "odd/-x.json",
      "odd/\"quoted\".json", "odd/ümlaut.json", "odd/other.json", "flows/new.json"
    ).output.split(separator: "\0").enumerated().filter { $0.offset % 3 == 2 }.map(\.element)
    #expect(answer == Array(repeating: "n8n-workflow", count: 4) + ["unspecified", "n8n-workflow"])
    // A path that begins with a dash reaches the driver as a path.
    let name = "odd/-x.json"
    func set(_ code: String) throws {
      try JSONSerialization.data(withJSONObject: Flows.workflow(code: code)).write(
        to: flows.git.folder.appendingPathComponent(name))
    }
    try flows.onBranch("theirs") {
      try set("return 1;")
      try flows.commit("One")
    }
    try set("return 2;")
    try flows.commit("Two")
    let merge = try flows.git.run("merge", "--no-edit", "theirs")
    #expect(merge.status == 1 && merge.all.contains("\(name): 1 conflict"), "\(merge.all)")
  }

  @Test("an ops repository has the attributes from its beginning, a bare one gets them in info")
  func opsRepository() throws {
    let scratch = try Scratch("ops")
    try expect(scratch.ops.run("init", "ops"))
    var git = scratch.git
    git.folder = scratch.url.appendingPathComponent("ops")
    let path = "state/tenants/acme/environments/production/baseline/order.json"
    #expect(try git.run("check-attr", "diff", "--", path).output == "\(path): diff: n8n-workflow\n")
    #expect(
      try git.run("check-attr", "diff", "--", "state/tenants/acme/workflows/order.json").output.hasSuffix(
        "unspecified\n"))
    let setup = try scratch.ops.run("git-setup", "--repo", "ops")
    #expect(!setup.output.contains(".gitattributes") && setup.output.contains("diff.n8n-workflow.textconv"))
    try expect(scratch.ops.run("init", "--bare", "ops.git"))
    try expect(scratch.ops.run("git-setup", "--repo", "ops.git"))
    #expect(try scratch.text("ops.git/info/attributes").contains("/workflows/*.json diff=n8n-workflow"))
  }

  @Test("people merge three files, and learn what they have to decide")
  func merge() throws {
    let scratch = try Scratch("merge")
    func write(_ name: String, _ workflow: [String: Any]) throws {
      try JSONSerialization.data(withJSONObject: workflow).write(to: scratch.url.appendingPathComponent(name))
    }
    try write("base", Flows.workflow())
    try write("ours", Flows.workflow(method: "POST"))
    try write("theirs", Flows.workflow(code: "return 1;"))
    try write("other", Flows.workflow(method: "PUT"))
    let clean = try scratch.ops.run("workflow", "merge", "base", "ours", "theirs", "--output", "merged")
    try expect(clean)
    #expect(try scratch.text("merged").contains("POST") && scratch.text("merged").contains("return 1;"))
    let conflict = try scratch.ops.run("workflow", "merge", "base", "ours", "other", "--json")
    #expect(conflict.status == 2)
    let value = try JSONSerialization.jsonObject(with: Data(conflict.output.utf8)) as? [String: Any]
    let first = (value?["conflicts"] as? [[String: String]])?.first
    #expect(first?["pointer"] == "/parameters/method" && first?["theirs"] == "PUT")
    let broken = try scratch.ops.run("workflow", "merge", "base", "ours", "/dev/null")
    #expect(broken.status == 1 && broken.errors.contains("their file is not JSON"), "\(broken.all)")
  }
}
