import Foundation
import Testing

/// `workflow diff`, `hash` and `analyze` as people and programs call them.
@Suite("Workflow commands")
struct WorkflowCommandTests {
  private static func write(_ workflow: [String: Any], _ name: String, in scratch: Scratch) throws {
    try JSONSerialization.data(withJSONObject: workflow).write(to: scratch.url.appendingPathComponent(name))
  }

  private static func json(_ outcome: Program.Outcome) throws -> [String: Any] {
    try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any] ?? [:]
  }

  private static func kinds(_ outcome: Program.Outcome) throws -> [String] {
    (try json(outcome)["changes"] as? [[String: Any]] ?? []).map { $0["kind"] as? String ?? "" }
  }

  @Test("an export without the version that runs says that its draft is read")
  func withoutPublished() throws {
    let scratch = try Scratch("unpublished")
    var workflow = Sample.workflow("A")
    for (key, value) in ["active": true, "versionId": "v2", "activeVersionId": "v2"] as [String: Any] {
      workflow[key] = value
    }
    try Self.write(workflow, "same.json", in: scratch)
    workflow["activeVersionId"] = "v1"
    try Self.write(workflow, "other.json", in: scratch)
    let same = try scratch.ops.run("workflow", "hash", "same.json")
    #expect(same.status == 0 && same.errors.isEmpty, "\(same.all)")
    let other = try scratch.ops.run("workflow", "hash", "other.json")
    #expect(
      other.status == 0 && other.errors.hasPrefix("other.json: it runs in another version"), "\(other.all)")
  }

  @Test(
    "DRIFT-003 two files, and a file of a revision: exit code 2 when what runs differs, 0 when it does not")
  func files() throws {
    let scratch = try Scratch("diff")
    let git = scratch.git.acting(as: "Ada", "ada@example.com")
    try expect(git.run("init", "--quiet"))
    try Self.write(Sample.workflow("A"), "a.json", in: scratch)
    try expect(git.run("add", "a.json"))
    try expect(git.run("commit", "--quiet", "-m", "a"))
    try Self.write(Sample.workflow("A", code: "return [1];"), "a.json", in: scratch)
    let changed = try scratch.ops.run("workflow", "diff", "HEAD:a.json", "a.json", "--json")
    #expect(changed.status == 2, "\(changed.all)")
    #expect(try Self.kinds(changed) == ["codeChanged"])
    #expect(
      try scratch.ops.run("workflow", "diff", "HEAD:a.json", "a.json", "--format", "json").output
        == changed.output)
    #expect(try scratch.ops.run("workflow", "diff", "a.json", "a.json").output == "no change\n")
    let new = try scratch.ops.run("workflow", "diff", "/dev/null", "a.json", "--json")
    #expect(try Self.kinds(new) == ["workflowAdded"])
    for side in ["nowhere.json", "HEAD:nowhere.json", "nowhere:a.json"] {
      let outcome = try scratch.ops.run("workflow", "diff", side, "a.json")
      #expect(outcome.status == 1 && outcome.output.isEmpty && outcome.errors.contains("where: \(side)"))
    }
    try "[]".write(toFile: scratch.path("b.json"), atomically: true, encoding: .utf8)
    #expect(
      try scratch.ops.run("workflow", "diff", "a.json", "b.json").errors.contains("The file is no workflow"))
  }

  @Test("a draft is told of files beside what runs, and changes neither hash nor exit code")
  func drafts() throws {
    let scratch = try Scratch("drafts")
    var published = Sample.workflow("A")
    published["active"] = true
    published["activeVersion"] = Sample.workflow("A")
    try Self.write(published, "a.json", in: scratch)
    published["nodes"] = Sample.workflow("A", code: "return [1];")["nodes"]
    try Self.write(published, "b.json", in: scratch)
    let words = "there is an unpublished draft, which differs from what runs in 1 node\n"
    let diff = try scratch.ops.run("workflow", "diff", "a.json", "b.json")
    #expect(diff.status == 0 && diff.output == "no change of what runs\nnote: \(words)")
    let json = try Self.json(scratch.ops.run("workflow", "diff", "a.json", "b.json", "--json"))
    #expect(json["storedDifferently"] as? Bool == true)
    let hashes = try scratch.ops.run("workflow", "hash", "a.json", "b.json")
    #expect(Set(hashes.output.split(separator: "\n").map { $0.prefix(64) }).count == 1)
    #expect(hashes.errors == "b.json: \(words)")
    let analysis = try scratch.ops.run("workflow", "analyze", "b.json")
    #expect(analysis.status == 0 && analysis.errors == "b.json: \(words)")
  }

  @Test("show says where an unpublished draft waits beside what runs")
  func draftsOfEnvironments() async throws {
    let demo = try await DemoRun.shared.result()
    let scratch = try Scratch("show-drafts")
    let folder = scratch.url.appendingPathComponent("ops.git")
    try FileManager.default.copyItem(atPath: demo.scratch.path(demo.repository), toPath: folder.path)
    var git = scratch.git.acting(as: "Ada", "ada@example.com").with(["GIT_INDEX_FILE": scratch.path("index")])
    git.folder = folder
    func words(_ outcome: Program.Outcome) -> String {
      outcome.output.trimmingCharacters(in: .whitespacesAndNewlines)
    }
    func commit(_ text: String, at path: String, to ref: String) throws {
      try text.write(toFile: scratch.path("file.json"), atomically: true, encoding: .utf8)
      let blob = try words(git.run("hash-object", "-w", scratch.path("file.json")))
      try expect(git.run("read-tree", ref))
      try expect(git.run("update-index", "--add", "--cacheinfo", "100644,\(blob),\(path)"))
      let tree = try words(git.run("write-tree"))
      try expect(git.run("update-ref", ref, words(git.run("commit-tree", tree, "-p", ref, "-m", "Drafts"))))
    }
    let status = "refs/n8n-ops/status/acme/production"
    let index = try git.run("show", "\(status):workflows.json").output
    try commit(
      index.replacing("\"hasDraft\": false", with: "\"hasDraft\": true"), at: "workflows.json", to: status)
    let observed = "refs/heads/observed/acme/production"
    let running = try git.run("show", "\(observed):workflows/order-intake.json").output
    try commit(
      running.replacing("\"typeVersion\": ", with: "\"notesInFlow\": true, \"typeVersion\": 9"),
      at: "drafts/order-intake.json", to: observed)
    let show = ["workflow", "show", "order-intake"]
    let shown = try scratch.ops.with(["N8N_OPS_REPO": folder.path]).run(show)
    #expect(
      shown.status == 0 && shown.errors == "production: there is an unpublished draft beside what runs\n",
      "\(shown.all)")
    let diff = ["workflow", "diff", "--workflow", "order-intake", "production:baseline", "production"]
    let compared = try scratch.ops.with(["N8N_OPS_REPO": folder.path]).run(diff)
    #expect(
      compared.output.contains("\nnote: there is an unpublished draft, which differs"), "\(compared.all)")
    let demoOps = demo.scratch.ops.with(["N8N_OPS_REPO": demo.scratch.path(demo.repository)])
    #expect(try demoOps.run(show).errors.isEmpty)
  }

  @Test(
    "a file that cannot be read says why, and what to do",
    arguments: [
      (
        "{\n<<<<<<< ours\n\"name\": \"A\",\n=======\n\"name\": \"B\",\n>>>>>>> theirs\n\"nodes\": []}",
        "The file has conflict marks", "line 2 begins a conflict"
      ),
      (
        "{\"nodes\": \(String(repeating: "[", count: 600))\(String(repeating: "]", count: 600))}",
        "The file is nested too deeply", "nested deeper than 512 levels"
      ),
      ("{\"nodes\": [", "The file is not JSON", "Export the workflow again"),
      ("{\"nodes\": \"\n<<<<<<< \"}", "The file is not JSON", "Export the workflow again"),
      (
        "{\"nodes\": [], \"activeVersion\": {\"nodes\": [1]}}", "The file is no workflow",
        "/activeVersion/nodes/0"
      ),
      ("{\"nodes\": [{}, 1, \"x\", null]}", "The file is no workflow", "/nodes/1 is no object"),
    ])
  func unreadable(_ text: String, _ title: String, _ words: String) throws {
    let scratch = try Scratch("unreadable")
    try text.write(toFile: scratch.path("a.json"), atomically: true, encoding: .utf8)
    for command in [["hash", "a.json"], ["analyze", "a.json"], ["diff", "a.json", "/dev/null"]] {
      let outcome = try scratch.ops.run(["workflow"] + command)
      #expect(outcome.status == 1 && outcome.output.isEmpty)
      #expect(outcome.errors.contains(title) && outcome.errors.contains(words), "\(outcome.errors)")
    }
  }

  @Test("an export of one workflow is read whatever it is wrapped in, and one of several is told")
  func wrapped() throws {
    let scratch = try Scratch("wrapped")
    let plain = try JSONSerialization.data(withJSONObject: Sample.workflow("A"))
    let text = String(decoding: plain, as: UTF8.self)
    for (index, wrapped) in [
      text, "[\(text)]", "{\"data\": [\(text)]}", "{\"data\": {\"workflows\": [\(text)]}}",
    ]
    .enumerated() {
      try wrapped.write(toFile: scratch.path("\(index).json"), atomically: true, encoding: .utf8)
    }
    let hashes = try scratch.ops.run("workflow", "hash", "0.json", "1.json", "2.json", "3.json").output
    #expect(Set(hashes.split(separator: "\n").map { $0.prefix(64) }).count == 1 && hashes.contains("3.json"))
    let lines = try scratch.ops.run("workflow", "textconv", "1.json").output
    #expect(try lines == scratch.ops.run("workflow", "textconv", "0.json").output && !lines.contains("{"))
    try "[\(text), \(text)]".write(toFile: scratch.path("two.json"), atomically: true, encoding: .utf8)
    let two = try scratch.ops.run("workflow", "hash", "two.json")
    #expect(two.status == 1 && two.errors.contains("it holds 2 workflows"))
  }

  @Test("HTML and Markdown escape everything that comes from n8n")
  func escaping() throws {
    let scratch = try Scratch("escaping")
    let evil = "<script>alert(1)</script>\"'&\u{1B}[31m"
    var workflow = Sample.workflow(evil)
    try Self.write(Sample.workflow("A"), "a.json", in: scratch)
    var nodes = workflow["nodes"] as? [[String: Any]] ?? []
    nodes.append([
      "id": "x", "name": evil, "type": evil, "typeVersion": 1, "position": [0, 0], "parameters": [:],
    ])
    nodes[1]["parameters"] = ["jsCode": "a\n\(evil)"]
    workflow["nodes"] = nodes
    try Self.write(workflow, "b.json", in: scratch)
    for format in ["html", "markdown", "text"] {
      let output = try scratch.ops.run("workflow", "diff", "a.json", "b.json", "--format", format).output
      #expect(output.contains("script") && !output.contains("\u{1B}"))
      if format == "html" {
        #expect(
          !output.contains("<script")
            && output.contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;"))
        #expect(XMLCheck.isBalanced(output))
      }
    }
  }

  @Test("DRIFT-003 two environments, what is approved and what runs, and revisions")
  func versions() async throws {
    let demo = try await DemoRun.shared.result()
    let program = demo.scratch.ops.with(["N8N_OPS_REPO": demo.scratch.path(demo.repository)])
    func diff(_ words: String...) throws -> Program.Outcome {
      try program.run(["workflow", "diff", "--workflow", "order-intake"] + words + ["--json"])
    }
    let pair = try diff("development", "production")
    #expect([0, 2].contains(pair.status), "\(pair.all)")
    let drift = try diff("production:baseline", "production")
    let shown = try program.run("drift", "show", "order-intake", "--env", "production", "--json")
    #expect(drift.output == shown.output && drift.status == shown.status)
    #expect(
      try diff("observed/acme/production", "production").output == diff("production", "production").output)
    #expect(try Self.kinds(diff("production", "production")) == [])
    let history = try diff("--env", "production", "main", "main")
    #expect(history.status == 0, "\(history.all)")
    #expect(try Self.kinds(history) == [])
    let unsaid = try diff("main", "main")
    #expect(unsaid.status == 1 && unsaid.errors.contains("--env"))
    let nobody = try diff("nowhere", "production")
    #expect(nobody.status == 1 && nobody.errors.contains("staging"), "\(nobody.all)")
  }

  @Test("hashes for people and programs")
  func hashes() throws {
    let scratch = try Scratch("hash")
    try Self.write(Sample.workflow("A"), "a.json", in: scratch)
    let plain = try scratch.ops.run("workflow", "hash", "a.json")
    let outcome = try scratch.ops.run("workflow", "hash", "a.json", "--json", "--explain")
    let entry = try #require(
      (JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [[String: String]])?.first)
    #expect(plain.output == "\(entry["hash"] ?? "")  a.json\n")
    #expect(
      try entry["text"]
        == String(scratch.ops.run("workflow", "hash", "a.json", "--explain").output.dropLast()))
    #expect(entry["normalization"]?.contains("n8n-") == true)
    #expect(try scratch.ops.run("workflow", "hash", "a.json", "b.json", "--json").status == 3)
  }

  @Test("WF-005 an analysis names what deserves a look, and never a secret")
  func analyze() throws {
    let scratch = try Scratch("analyze")
    let secret = "hunter2-Zx91Qw"
    var workflow = Sample.workflow("A")
    var nodes = workflow["nodes"] as? [[String: Any]] ?? []
    nodes[0] = [
      "id": "1", "name": "Every hour", "type": "n8n-nodes-base.cron", "typeVersion": 1, "position": [0, 0],
      "parameters": [:],
    ]
    nodes.append([
      "id": "3", "name": "Call", "type": "n8n-nodes-base.httpRequest", "typeVersion": 4.2,
      "position": [0, 0],
      "disabled": true,
      "parameters": [
        "url": "https://api.example.com/x", "sendHeaders": true,
        "headerParameters": ["parameters": [["name": "X-API-Key", "value": secret]]],
      ],
    ])
    workflow["nodes"] = nodes
    try Self.write(workflow, "a.json", in: scratch)
    let text = try scratch.ops.run("workflow", "analyze", "a.json")
    #expect(text.status == 2)
    for words in [
      "starts by      Every hour", "calls          api.example.com", "disabled       Call",
      "superseded by Schedule Trigger",
      "Call /nodes/2/parameters/headerParameters/parameters/0/value: a value named like a secret (likely)",
      "on errors      nothing is done",
    ] {
      #expect(text.output.contains(words), "\(text.output)")
    }
    let markdown = try scratch.ops.run("workflow", "analyze", "a.json", "--format", "markdown")
    #expect(markdown.status == 2 && !markdown.all.contains(secret))
    #expect(markdown.output.hasPrefix("## A\n\n| | |\n|---|---|\n| complexity | "))
    #expect(markdown.output.contains("| **secret** | "))
    let json = try scratch.ops.run("workflow", "analyze", "a.json", "nowhere", "--json")
    #expect(json.status == 3)
    #expect(!text.all.contains(secret) && !json.all.contains(secret))
    let value = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [[String: Any]]
    #expect(((value?.first?["analysis"] as? [String: Any])?["secrets"] as? [[String: Any]])?.count == 1)
  }

  @Test("a canonical workflow is analysed as it runs")
  func analyzeCanonical() async throws {
    let demo = try await DemoRun.shared.result()
    let program = demo.scratch.ops.with(["N8N_OPS_REPO": demo.scratch.path(demo.repository)])
    let outcome = try program.run("workflow", "analyze", "order-intake", "--env", "production")
    #expect([0, 2].contains(outcome.status) && outcome.output.contains("complexity"), "\(outcome.all)")
  }

  @Test(
    "what diff, analyze, hash, merge and git-setup print is as their schemas say",
    .enabled(if: Project.hasJudges, "needs .venv"))
  func schemas() throws {
    let scratch = try Scratch("schemas")
    try Self.write(Sample.workflow("A", code: "a\nb"), "a.json", in: scratch)
    var other = Sample.workflow("B", code: "a\nc")
    other["connections"] = [:]
    other["active"] = true
    try Self.write(other, "b.json", in: scratch)
    try Self.write(Sample.workflow("A", code: "a\nd"), "c.json", in: scratch)
    var draft = Sample.workflow("A", code: "a\ne")
    draft["active"] = true
    draft["isArchived"] = true
    draft["activeVersion"] = Sample.workflow("A", code: "a\nb")
    try Self.write(draft, "draft.json", in: scratch)
    try expect(scratch.git.run("init", "--quiet"))
    let merge = ["workflow", "merge", "a.json", "b.json", "c.json"]
    let runs: [(schema: String, words: [String], status: Int32)] = [
      ("workflow-diff", ["workflow", "diff", "a.json", "b.json"], 2),
      ("workflow-diff", ["workflow", "diff", "a.json", "draft.json"], 2),
      ("workflow-analysis", ["workflow", "analyze", "a.json", "b.json"], 0),
      ("workflow-hash", ["workflow", "hash", "a.json", "b.json"], 0),
      ("workflow-hash", ["workflow", "hash", "a.json", "gone.json", "--explain"], 3),
      ("workflow-hash", ["workflow", "hash", "gone.json"], 1), ("workflow-merge", merge, 2),
      ("workflow-merge", merge + ["--output", "d.json", "--dry-run"], 2),
      ("workflow-merge", ["workflow", "merge", "a.json", "a.json", "c.json"], 0),
      ("git-setup", ["git-setup", "*.json", "--dry-run"], 0), ("git-setup", ["git-setup", "*.json"], 0),
      ("git-setup", ["git-setup", "*.json"], 0), ("git-setup", ["git-setup", "--remove"], 0),
    ]
    let cases = try runs.map { run -> String in
      let outcome = try scratch.ops.run(run.words + ["--json"])
      try expect(outcome, status: run.status)
      return "[\"\(run.schema)\", \(outcome.output)]"
    }
    try "[\(cases.joined(separator: ","))]".write(
      toFile: scratch.path("request"), atomically: true, encoding: .utf8)
    let judged = try Program.tool("sh", in: scratch.url).run(
      "-c", "\(Project.python) \(Project.judge("schemas.py")) \(Project.root.path)/state/schemas < request")
    #expect(judged.output == "[\(runs.map { _ in "[]" }.joined(separator: ", "))]", "\(judged.all)")
  }
}

/// Whether every tag is closed in its order.
private enum XMLCheck {
  static func isBalanced(_ html: String) -> Bool {
    var open: [Substring] = []
    for match in html.matches(of: /<(\/?)([a-z0-9]+)[^>]*>/) {
      if match.output.1.isEmpty {
        open.append(match.output.2)
      } else if open.popLast() != match.output.2 {
        return false
      }
    }
    return open.isEmpty
  }
}
