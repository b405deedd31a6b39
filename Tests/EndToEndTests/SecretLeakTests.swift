import Foundation
import Testing

/// What stands in workflows as a secret is in no file that the product makes and in nothing that it prints.
@Suite("Secrets of workflows leave no trace")
struct SecretLeakTests {
  /// Made up, and put together here so that no file of the project has one.
  private static let secrets: [String] = [
    "ghp" + "_a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8", "sk" + "-proj-Zx81kQm27PfLs90TtvBn45RcWd63",
    "AK" + "IAQ7W2ZP4K6M3NXB5T", "xo" + "xb-71920384756-8172635405162-Hq2LmZp4Kx9RtVw7YbNc3DfG",
    "hooks.slack.com/services/" + "T02QW8ER4/B07TY5UI3/k2JhG6fDs9aPq4WnEv8RtYxZ",
    "7193820465:" + "AAHq2LmZp4Kx9RtVw7YbNc3DfGsQ8WnEv6J",
    "eyJ" + "hbGciOiJIUzI1NiJ9.eyJpc3MiOiJzaG9wIiwiaWQiOjQyfQ.q7Vw2Yb9Nc3DfGsQ8WnEv6JHq2LmZp4Kx9RtVw7",
  ]
  /// Secrets by their place, with what stands around them; the first group is the secret.
  private static let placed = [
    "const apiKey = '§1';", "postgres://shop:§2@db.internal/shop",
    "https://api.example.com/x?access_token=§3&y=1",
    "Server=db;User Id=sa;Password=§4;", "<Password>§5</Password>",
  ]

  private static func value(_ number: Int) -> String { "vQ7x\(number)Lm2Kp9Zt4Rw" }

  private static var all: [String] { secrets + (1...9).map(value) }

  private static var block: String {
    let lines = secrets.map { "use('\($0)')" } + placed
    return (1...9).reduce(lines.joined(separator: "\n")) { text, number in
      text.replacingOccurrences(of: "§\(number)", with: value(number))
    }
  }

  /// The workflow with all of it: in texts of several lines, in a header, in what a node compares, in the path of a
  /// webhook, in addresses that an expression makes.
  private static func planted(_ workflow: [String: Any], _ code: String = "") -> [String: Any] {
    func walk(_ value: Any) -> Any {
      switch value {
      case let text as String: text.contains("\n") ? "\(text)\n\(block)" : text
      case let list as [Any]: list.map(walk)
      case let object as [String: Any]: object.mapValues(walk)
      default: value
      }
    }
    var result = workflow
    var nodes = (workflow["nodes"] as? [Any])?.map(walk) ?? []
    nodes.append([
      "id": "20000000-0000-4000-8000-000000000009", "name": "Planted", "type": "n8n-nodes-base.httpRequest",
      "typeVersion": 4.2, "position": [900, 900],
      "parameters": [
        "url": "https://api.example.com", "sendHeaders": true,
        "headerParameters": ["parameters": [["name": "X-Api-Key", "value": "Bearer \(value(6))"]]],
        "jsonBody": "{\"client_secret\": \"\(value(7))\"}",
        "options": ["note": "\(code)curl -u shop:\(value(8)) --token \(value(9))"],
      ],
    ])
    nodes += secrets.enumerated().flatMap { number, secret -> [[String: Any]] in
      [
        node("Hook \(number)", "webhook", ["path": secret]),
        node("Call \(number)", "httpRequest", ["url": "={{ 'https://a.example'+$json.p+'&x=\(secret)' }}"]),
        node("Host \(number)", "httpRequest", ["url": "https://\(secret).example.com/x"]),
      ]
    }
    result["nodes"] = nodes
    return result
  }

  private static func node(_ name: String, _ type: String, _ parameters: [String: Any]) -> [String: Any] {
    [
      "id": "planted-\(name)", "name": "Planted \(name)", "type": "n8n-nodes-base.\(type)", "typeVersion": 1,
      "position": [900, 900], "parameters": parameters,
    ]
  }

  @Test("WF-005 not in Git, not on pages, not in what commands print")
  func samples() async throws {
    try await judge([Sample.workflow("Alpha", code: "a\nb"), Sample.workflow("Beta")], "samples", more: [])
  }

  @Test("WF-005 so it is among real workflows", .enabled(if: Project.hasCorpus, "needs ../shared/corpus"))
  func corpus() async throws {
    let files = try FileManager.default.contentsOfDirectory(
      at: Project.corpus, includingPropertiesForKeys: nil)
    let workflows = try files.filter { $0.pathExtension == "json" }.sorted { $0.path < $1.path }.map { file in
      try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any] ?? [:]
    }
    #expect(workflows.count == 102)
    // The two findings of the corpus have one value.
    let own = (workflows.flatMap { $0["nodes"] as? [[String: Any]] ?? [] }).compactMap { node in
      ((node["parameters"] as? [String: Any])?["options"] as? [String: Any])?["password"] as? String
    }
    #expect(own.count == 2)
    try await judge(workflows, "corpus", more: Array(Set(own)))
  }

  private func judge(_ workflows: [[String: Any]], _ label: String, more: [String]) async throws {
    let scratch = try Scratch("leak-\(label)")
    let outside = try Scratch("leak-source-\(label)")
    let source = outside.url.appendingPathComponent("workflows")
    try Sample.write(workflows.map { Self.planted($0) }, to: source)
    let development = try Instance("2.40.7", in: outside, "--load", source.path)
    let staging = try Instance("2.40.7", in: outside, "--load", source.path, "--seed", "2")
    try expect(Program.tool("age-keygen", in: outside.url).run("-o", outside.path("service.key")))
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o600], ofItemAtPath: outside.path("service.key"))
    var workspace = try TestWorkspace(scratch)
    try workspace.add("development", "development", development)
    try workspace.add("staging", "staging", staging)
    let admin = workspace.admin.with(["N8N_OPS_AGE_IDENTITY": "file:\(outside.path("service.key"))"])
    try expect(admin.run("sync"))
    try expect(admin.run("canonical", "onboard", "--env", "development", "--all"))
    try expect(admin.run("canonical", "onboard", "--env", "staging", "--all"))
    try expect(admin.run("sync"))
    try expect(admin.run("drift", "check"))

    // Somebody changes a node that holds secrets, so that incidents, differences and pages have something to say.
    let changed = try #require(try await staging.workflows().first)
    let nodes = try #require(changed["nodes"] as? [[String: Any]])
    let place = try #require(nodes.firstIndex { $0["name"] as? String == "Planted" })
    try await staging.edit(
      try #require(changed["id"] as? String), node: place, parameter: "options",
      to: ["note": "changed curl -u shop:\(Self.value(8)) --token \(Self.value(9))"])
    try expect(admin.run("sync"))
    try expect(admin.run("drift", "check", "--json"), status: 2)
    let rows = try workspace.json(admin, "workflow", "list", "--env", "staging") as? [[String: Any]]
    let names = (rows ?? []).compactMap { $0["workflow"] as? String }
    #expect(names.count == workflows.count)
    for format in ["text", "markdown", "json"] {
      let analyze = ["workflow", "analyze", "--format", format]
      _ = try admin.run(analyze + ["--env", "staging"] + names.prefix(20))
      let files = try FileManager.default.contentsOfDirectory(atPath: source.path)
      let outcome = try admin.run(analyze + files.prefix(40).map { source.appendingPathComponent($0).path })
      #expect(outcome.status == 2 && outcome.output.contains("Planted Hook"))
    }
    for words in [["--json"], []] {
      _ = try admin.run(["incident", "list"] + words)
      for name in names.prefix(5) {
        _ = try admin.run(["drift", "show", name, "--env", "staging"] + words)
        _ = try admin.run(["workflow", "show", name, "--env", "staging"] + words)
        _ = try admin.run(
          ["workflow", "diff", "--workflow", name, "development", "staging"] + words)
      }
      _ = try admin.run(["audit", "log"] + words)
      _ = try admin.run(["secret", "check"] + words)
    }
    try expect(admin.run("site", "build", "--out", scratch.path("site")))

    // All objects of Git as they are inside, and every file that was made or printed.
    let objects = try scratch.git.run(
      "-C", scratch.path("ops.git"), "cat-file", "--batch-all-objects", "--batch")
    #expect(objects.status == 0)
    let patterns = outside.path("patterns")
    try (Self.all + more).joined(separator: "\n").write(toFile: patterns, atomically: true, encoding: .utf8)
    let found = try Program.tool("grep", in: outside.url).run(
      "-r", "-a", "-l", "-i", "-F", "-f", patterns, scratch.url.path)
    #expect(found.status == 1, "\(found.all.prefix(1_000))")
    // The search would find one.
    let control = try Program.tool("grep", in: outside.url).run(
      "-r", "-a", "-l", "-F", "-f", patterns, source.path)
    #expect(control.output.split(separator: "\n").count == workflows.count)
    #expect(try scratch.text("site/index.html").contains("<html"))
  }
}
