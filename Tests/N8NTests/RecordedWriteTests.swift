import JSON
import N8N
import Testing

@Suite("N8N recorded writes", .enabled(if: Shared.isPresent, "needs ../shared"))
struct RecordedWriteTests {
  private func capabilities(_ release: String) throws -> Capabilities {
    Capabilities(try Shared.specification(release))
  }

  /// The recorded calls that make or update a workflow, with the body built from what was sent.
  private func writes(_ release: String) throws -> [(exchange: Exchange, sent: JSON, built: WriteBody)] {
    let capabilities = try capabilities(release)
    return try Shared.exchanges(release).compactMap { exchange in
      guard let sent = exchange.requestBody else { return nil }
      let parts = exchange.path.split(separator: "/")
      guard parts.first == "workflows" else { return nil }
      if exchange.method == "POST", parts.count == 1 {
        return (try? WriteBody.create(sent, capabilities)).map { (exchange, sent, $0) }
      }
      guard exchange.method == "PUT", parts.count == 2 else { return nil }
      return (try? WriteBody.update(sent, replacing: nil, capabilities)).map { (exchange, sent, $0) }
    }
  }

  @Test("what n8n accepted is built whole", arguments: Shared.releases)
  func accepted(_ release: String) throws {
    var count = 0
    for (exchange, sent, built) in try writes(release) where exchange.response.status == 200 {
      count += 1
      #expect(built.findings == [], "\(exchange.name): \(built.findings.map(\.message))")
      for (key, value) in sent.objectValue ?? [:]
      where !["settings", "staticData", "projectId"].contains(key) {
        if value.isNull || value == [] { continue }
        #expect(built.json[key] == value, "\(exchange.name): \(key)")
      }
      for (key, value) in sent["settings"]?.objectValue ?? [:]
      where value.stringValue != "DEFAULT" && value != "" {
        #expect(built.json["settings"]?[key] == value, "\(exchange.name): settings \(key)")
      }
    }
    #expect(count > 80)
  }

  @Test(
    "what n8n refused by its name is not built, and reported unless it is n8n's own",
    arguments: Shared.releases)
  func refused(_ release: String) throws {
    let capabilities = try capabilities(release)
    var count = 0
    for (exchange, sent, built) in try writes(release) where exchange.response.status == 400 {
      let message = exchange.body?["message"]?.stringValue ?? ""
      let isAboutNames =
        message.contains("additional properties") || message.contains("Unrecognized key")
        || message.contains("read-only")
        || message.contains("readOnly")
      guard isAboutNames else { continue }
      count += 1
      let accepted = Set(exchange.method == "POST" ? capabilities.createFields : capabilities.updateFields)
      #expect(built.json.keys(areIn: accepted), "\(exchange.name)")
      #expect(built.json != sent, "\(exchange.name)")
      let isAboutContent = message.contains("/nodes/") || message.contains("/settings ")
      if isAboutContent, !message.contains("createdAt") {
        #expect(!built.findings.isEmpty, "\(exchange.name)")
      }
    }
    #expect(count > 20)
  }

  @Test(
    "what n8n answered can be sent back: nothing but accepted fields, settings and node keys",
    arguments: Shared.releases)
  func roundTrip(_ release: String) throws {
    let capabilities = try capabilities(release)
    var count = 0
    for exchange in try Shared.exchanges(release) {
      guard let workflow = exchange.body.flatMap(RemoteWorkflow.init), workflow.json["nodes"] != nil,
        let body = try? WriteBody.update(workflow.json, replacing: workflow.json, capabilities)
      else { continue }
      count += 1
      #expect(body.json.keys(areIn: Set(capabilities.updateFields)))
      let settings = try #require(body.json["settings"])
      #expect(settings.keys(areIn: Set(capabilities.settings)))
      for node in body.json["nodes"]?.arrayValue ?? [] {
        #expect(node.keys(areIn: Set(capabilities.nodeKeys)))
      }
      #expect(body.json["staticData"] == nil)
      for finding in body.findings where finding.pointer.tokens.first != "nodeGroups" {
        Issue.record("\(exchange.name): \(finding.message)")
      }
    }
    #expect(count > 100)
  }
}

extension JSON {
  /// Whether an object has no members but these.
  fileprivate func keys(areIn allowed: Set<String>) -> Bool {
    objectValue.map { Set($0.keys).isSubset(of: allowed) } ?? false
  }
}
