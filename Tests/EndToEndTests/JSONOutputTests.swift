import Foundation
import Testing

/// `--json`: what programs read.
@Suite("JSON for programs")
struct JSONOutputTests {
  @Test(
    "every command that shows something says it as JSON too",
    arguments: [
      "tenant list", "team list", "env list", "pipeline list", "canonical matrix", "canonical unmanaged",
      "credential list",
      "workflow list", "workflow show order-intake", "promote list", "promote diff PROMOTION",
      "incident list",
      "incident show INCIDENT", "snapshot list", "audit log", "check",
      "drift show order-intake --env production",
    ])
  func shows(line: String) async throws {
    let demo = try await DemoRun.shared.result()
    let words = try line.split(separator: " ").map { word in
      switch word {
      case "PROMOTION": try newest("promotions", demo)
      case "INCIDENT": String(try newest("incidents", demo).dropLast(".json".count))
      default: String(word)
      }
    }
    let program = demo.scratch.ops.with(["N8N_OPS_REPO": demo.scratch.path(demo.repository)])
    let outcome = try program.run(words + ["--json"])
    #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.all)")
    let value = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
    #expect(!["[]", "{}"].contains("\(value)") || line == "check")
    // The same twice: no time and no random number is in it.
    #expect(try program.run(words + ["--json"]).output == outcome.output)
  }

  @Test("every command that does something says what it did as JSON")
  func does() async throws {
    let landscape = try Landscape("json")
    let workspace = landscape.workspace
    func json(_ program: Program, status: Int32 = 0, _ words: String...) throws -> [String: Any] {
      let outcome = try program.run(words + ["--json"])
      #expect(outcome.status == status, "\(words): \(outcome.all)")
      let value = try? JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
      #expect(value != nil, "\(words): \(outcome.output)")
      return (value as? [[String: Any]])?.first ?? value as? [String: Any] ?? [:]
    }
    func plan() throws -> String {
      let planned = try json(workspace.developer, "promote", "plan", "--into", "staging", "alpha")
      #expect(planned["branch"] as? String != nil)
      return try #require((planned["promotion"] as? [String: Any])?["id"] as? String)
    }
    _ = try json(workspace.admin, "init", "--bare", landscape.scratch.path("second.git"))
    _ = try json(workspace.admin, "tenant", "add", "second", "--repo", landscape.scratch.path("second.git"))
    _ = try json(workspace.admin, "team", "invite", "x@example.com", "--name", "X", "--role", "viewer")
    _ = try json(workspace.admin, "pipeline", "add", "delivery", "development", "staging")
    _ = try json(workspace.admin, "env", "test", "staging")
    _ = try json(workspace.admin, "snapshot", "create", "--env", "staging", "--reason", "test")
    #expect(try json(workspace.admin, "sync", "--env", "staging")["complete"] as? Bool == true)

    try await landscape.write("return [1];", to: ["Alpha"], in: landscape.development)
    try expect(workspace.admin.run("sync"))
    _ = try json(workspace.admin, "promote", "reject", try plan(), "--note", "no")
    _ = try json(workspace.developer, "promote", "cancel", try plan(), "--note", "no")
    _ = try json(workspace.reviewer, "promote", "approve", try plan())
    let run = try json(workspace.admin, "promote", "run")
    #expect((run["finished"] as? [[String: Any]])?.first?["status"] as? String == "COMPLETED")

    try await landscape.write("return [2];", to: ["Alpha", "Beta"], in: landscape.staging)
    let drift = try json(workspace.admin, status: 2, "drift", "check", "--env", "staging")
    let incident = try #require(drift["incident"] as? String)
    _ = try json(workspace.admin, "incident", "ack", incident, "--note", "looking")
    _ = try json(workspace.developer, "drift", "keep", "alpha", "--env", "staging", "--reason", "good")
    _ = try json(workspace.admin, "drift", "revert", "beta", "--env", "staging", "--reason", "bad")
    _ = try json(workspace.admin, "incident", "resolve", incident, "--how", "accepted", "--note", "fine")
    _ = try json(workspace.admin, "site", "build", "--out", landscape.scratch.path("site"))
    #expect(try workspace.isSound())
  }

  @Test("a command that fails says so as JSON, in four members, and in words beside it")
  func failures() throws {
    let scratch = try Scratch("json-errors")
    let workspace = try TestWorkspace(scratch)
    let lines: [(status: Int32, words: [String])] = [
      (1, ["env", "test", "nowhere"]), (1, ["env", "list", "--tenant", "other"]),
      (1, ["promote", "diff", "20261124T174015Z-k3f9qz"]), (1, ["workflow", "show", "nothing"]),
      (1, ["incident", "show", "20261124T174015Z-k3f9qz"]), (1, ["tenant", "add", "acme"]),
      (1, ["init", scratch.path(workspace.repository)]), (64, ["env", "lst"]), (64, ["team", "invite", "x"]),
      (64, ["team", "invite", "x", "--name", "X"]), (1, ["workflow", "diff", "a.json", "b.json"]),
      (1, ["preview", "nowhere"]),
    ]
    for (status, words) in lines {
      let outcome = try workspace.admin.run(words + ["--json"])
      let document = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
      let error = document?["error"] as? [String: Any]
      #expect(outcome.status == status && document?.count == 1, "\(words): \(outcome.all)")
      #expect(Set(error?.keys.map(\.self) ?? []) == ["what", "place", "why", "remedy"], "\(words)")
      let what = try #require(error?["what"] as? String)
      #expect(outcome.errors.hasPrefix("error: \(what)\n"), "\(words): \(outcome.errors)")
      #expect(error?["remedy"] is String, "\(words): \(outcome.output)")
    }
  }

  @Test("the error of one item stands at that item, and the others are told")
  func itemFailures() throws {
    let landscape = try Landscape("json-items")
    landscape.staging.stop()
    for words in [["sync"], ["drift", "check"], ["run"]] {
      let outcome = try landscape.workspace.admin.run(words + ["--json"])
      #expect(outcome.status == 3, "\(outcome.all)")
      let items = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [[String: Any]] ?? []
      let errors = items.compactMap { $0["error"] as? [String: Any] }
      #expect(errors.count == 1 && items.count > 1, "\(outcome.output)")
      #expect((errors.first?["place"] as? String)?.contains("staging") == true)
      #expect(errors.first?["remedy"] is String, "\(outcome.output)")
    }
    let hashes = try landscape.workspace.admin.run("workflow", "hash", "nowhere.json", "--json")
    #expect(hashes.status == 1 && hashes.output.contains("The file cannot be read"))
  }

  /// The last name in a folder of the tenant's state.
  private func newest(_ folder: String, _ demo: DemoRun.Result) throws -> String {
    let names = try demo.scratch.lines(
      demo.repository, "ls-tree", "--name-only", "main:state/tenants/acme/\(folder)")
    return try #require(names.last)
  }
}
