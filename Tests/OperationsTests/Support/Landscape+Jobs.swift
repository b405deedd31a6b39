import Foundation
import Git
import Governance
import HTTP
import JSON
import Ledger
import Simulator
import Testing

@testable import Operations

extension Landscape {
  @discardableResult
  func sync(_ name: String) async throws -> SyncReport {
    try await Sync(try context(), environment: Slug(from: name)).run()
  }

  @discardableResult
  func onboard(_ name: String, _ selection: Set<String>? = nil) throws -> Onboard.Report {
    try Onboard(try context(), environment: Slug(from: name), selection: selection).run()
  }

  @discardableResult
  func check(_ name: String) throws -> DriftCheck.Report {
    try DriftCheck(try context(), environment: Slug(from: name)).run()
  }

  /// Syncs and onboards everything everywhere.
  func govern(_ names: [String] = Landscape.names) async throws {
    for name in names {
      try await sync(name)
      try onboard(name)
    }
  }

  /// Plans a promotion into an environment as Dan.
  func plan(
    _ selection: [String], into target: String = "staging", reason: String? = "because"
  ) async throws -> PlanPromotion.Report {
    let context = try context()
    let (pipeline, stage) = try context.ledger.stage(into: Slug(from: target), pipeline: nil)
    return try await PlanPromotion(
      context, pipeline: pipeline, stage: stage, selection: selection.map { Slug(from: $0) }, reason: reason
    ).run()
  }

  /// Plans, and lets Rita merge.
  func approved(_ selection: [String], into target: String = "staging") async throws -> RecordID {
    let report = try await plan(selection, into: target)
    let failed = report.promotion.checks.filter { $0.outcome == .failed }
    #expect(failed == [])
    #expect(report.branch != nil)
    _ = try context(as: Landscape.rita).approve(report.promotion.id, note: nil)
    return report.promotion.id
  }

  /// Runs what waits, as the machine would.
  @discardableResult
  func run() async throws -> RunPromotions.Report {
    try await RunPromotions(try context(as: Landscape.machine)).run()
  }

  /// Lets an action of every class wait for an approval.
  func requireApproval(of action: GuardedAction) throws {
    var policy = try Self.rules.get().guards
    policy.actions[action] = [.development: .approval, .staging: .approval, .production: .approval]
    guards.withLock { $0 = policy }
  }

  /// Merges a branch as Rita, as `git merge --no-ff` would.
  func merge(_ branch: String) throws {
    let context = try context(as: Self.rita)
    try context.workspace.merge(
      branch: try context.workspace.ref(branch: branch), as: context.act(),
      note: CommitNote("test", "merge \(branch)", tenant: nil, action: "test"))
  }

  func promotion(_ id: RecordID) throws -> Promotion {
    try context().ledger.promotion(id).promotion
  }

  /// Does what the kernel does when a process is killed: its locks are free.
  func releaseLocks() throws {
    for name in Self.names {
      let path = folder("repository/n8n-ops-deploy-acme-\(name).lock")
      if FileManager.default.fileExists(atPath: path) { try FileManager.default.removeItem(atPath: path) }
    }
  }

  /// The text of a file at the tip of a branch.
  func text(_ path: String, on branch: String = "main") throws -> String? {
    try context().workspace.tree(ofBranch: branch).bytes(at: path).map { String(decoding: $0, as: UTF8.self) }
  }

  func tip(_ ref: String) throws -> String { try folder.git("rev-parse", ref) }

  /// Changes the code of a workflow's nodes as a person does in the editor, and publishes it where it is active.
  func edit(_ name: String, _ workflow: String, code: String, publish: Bool = true) throws {
    let id = try #require(ids[name]?[workflow])
    let isActive = try live(name, workflow)["active"]?.boolValue == true
    try simulator(name).edit(workflowID: id, publish: publish && isActive) { document in
      let nodes = document["nodes"]?.arrayValue ?? []
      for (index, node) in nodes.enumerated() where node["type"] == "n8n-nodes-base.code" {
        _ = document.set(
          .string(code),
          at: JSONPointer().appending("nodes").appending(index).appending("parameters").appending("jsCode"))
      }
    }
  }

  /// Lets a node go on after an error, as a person does in the editor, and publishes it where the workflow is active.
  func goOnAfterError(_ name: String, _ workflow: String, node: Int) throws {
    let id = try #require(ids[name]?[workflow])
    let isActive = try live(name, workflow)["active"]?.boolValue == true
    try simulator(name).edit(workflowID: id, publish: isActive) { document in
      _ = document.set(
        "continueRegularOutput", at: JSONPointer(tokens: ["nodes", "\(node)", "onError"]))
    }
  }

  /// Switches a workflow off, as its API does.
  func deactivate(_ id: String, in name: String) async throws {
    try await post("workflows/\(id)/deactivate", to: name)
  }

  /// Does what somebody else does over the API.
  func post(_ path: String, to name: String) async throws { try await send("POST", path, to: name) }

  /// Deletes something over the API.
  func delete(_ path: String, in name: String) async throws { try await send("DELETE", path, to: name) }

  private func send(_ method: String, _ path: String, to name: String) async throws {
    let response = try await router.send(
      HTTPRequest(
        method: method, url: "http://\(name).test/api/v1/\(path)",
        headers: ["X-N8N-API-KEY": "key-of-\(name)", "Content-Type": "application/json"],
        body: method == "POST" ? Array("{}".utf8) : nil))
    #expect(response.status == 200)
  }

  /// The workflow of the stock as its instance tells it now.
  func live(_ name: String, _ workflow: String) throws -> JSON {
    let id = try #require(ids[name]?[workflow])
    return try #require(try simulator(name).workflows.first { $0["id"]?.stringValue == id })
  }

  /// Workflows of an instance by name.
  func named(_ workflow: String, in name: String) throws -> [JSON] {
    try simulator(name).workflows.filter { $0["name"]?.stringValue == workflow }
  }
}
