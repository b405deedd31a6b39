import Foundation
import Git
import Governance
import JSON
import Ledger
import Testing

@testable import Site

/// A ledger with one of everything, and a folder for its site.
final class BuildLedger: Sendable {
  let folder: URL
  let workspace: Workspace
  let root: TenantRoot

  static let act = Act(
    actor: Person(name: "Ada", email: "ada@example.org"), at: Instant(seconds: 1_800_000_000),
    machine: Person(name: "n8n-ops", email: "n8n-ops@example.org"))
  static let id = RecordID("20270115T080000Z-aaaaaa")

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("site-build-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let repository = try Repository.create(
      at: folder.appendingPathComponent("repository").path, bare: true, initialBranch: "main")
    workspace = Workspace(repository: repository, main: try RefName.branch("main"))
    root = TenantRoot(Slug(from: "acme"))
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func commit(
    to branch: String = "main", target: String? = nil,
    _ content: (inout LedgerEdit) throws(OpsError) -> Void
  ) throws {
    try workspace.commit(to: try workspace.ref(branch: branch), as: Self.act) { (_, edit) throws(OpsError) in
      try content(&edit)
      return CommitNote("test", "change", tenant: root.tenant, action: "test", target: target)
    }
  }

  /// Writes the site into a folder of that name.
  @discardableResult
  func build(_ name: String = "site") throws -> SiteBuild.Report {
    let rules = try Rules(tree: try workspace.mainTree())
    return try SiteBuild(TenantLedger(workspace: workspace, tenant: root, rules: rules))
      .write(into: folder.appendingPathComponent(name).path)
  }

  /// The files of a site with their bytes.
  func files(_ name: String = "site") throws -> [String: Data] {
    let site = folder.appendingPathComponent(name)
    var files: [String: Data] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: site.path) {
      let file = site.appendingPathComponent(path)
      if !file.hasDirectoryPath, let data = FileManager.default.contents(atPath: file.path) {
        files[path] = data
      }
    }
    return files
  }

  func text(_ path: String) throws -> String {
    String(decoding: try #require(try files()[path]), as: UTF8.self)
  }

  /// Development and production with the given workflows, all approved and running.
  func fill(_ workflows: [String], production: String = "return 1;") throws {
    try commit { (edit) throws(OpsError) in
      try edit.put(Tenant(name: "Acme"), at: root.tenantFile)
      for (name, environmentClass) in [("dev", EnvironmentClass.development), ("prod", .production)] {
        guard let key = SecretReference("env:KEY") else { continue }
        let environment = Slug(from: name)
        try edit.put(
          EnvironmentRecord(class: environmentClass, url: "https://\(name).example.com", apiKey: key),
          at: root.environment(environment))
        for workflow in workflows {
          edit.put(Self.document(workflow, "return 1;"), at: root.baseline(environment, Slug(from: workflow)))
        }
      }
      for workflow in workflows {
        let mappings = Dictionary(
          uniqueKeysWithValues: ["dev", "prod"].map { (Slug(from: $0), WorkflowMapping(id: workflow)) })
        try edit.put(
          CanonicalWorkflow(name: workflow, mappings: mappings), at: root.workflow(Slug(from: workflow)))
      }
    }
    for (name, code) in [("dev", "return 1;"), ("prod", production)] {
      try commit(to: root.observedBranch(Slug(from: name))) { (edit) throws(OpsError) in
        for workflow in workflows {
          edit.put(Self.document(workflow, code), at: ObservedPaths.workflow(Slug(from: workflow)))
        }
      }
    }
  }

  /// The credentials of an environment as a complete sync saw them.
  func observe(credentials: [ObservedCredentials.Item], in environment: Slug) throws {
    try commit(to: root.observedBranch(environment)) { (edit) throws(OpsError) in
      try edit.put(
        ObservedCredentials(credentials: credentials, isComplete: true), at: ObservedPaths.credentials)
    }
    var status = EnvironmentStatus()
    status.lastCompleteSync = Self.act.at
    try put(status, of: environment)
  }

  func put(_ status: EnvironmentStatus, of environment: Slug) throws {
    let ref = try workspace.ref(named: root.statusRef(environment))
    try workspace.replace(ref, as: Self.act) { (_, edit) throws(OpsError) in
      try edit.put(status, at: ObservedPaths.status)
      return CommitNote("test", "status", tenant: nil, action: "test")
    }
  }

  static func document(_ name: String, _ code: String) -> [UInt8] {
    JSON.object([
      "name": .string(name), "active": true, "settings": [:],
      "nodes": [
        [
          "id": "1", "name": "Start", "type": "n8n-nodes-base.scheduleTrigger", "typeVersion": 1.2,
          "position": [0, 0],
          "parameters": [:],
        ],
        [
          "id": "2", "name": "Code", "type": "n8n-nodes-base.code", "typeVersion": 2, "position": [224, 0],
          "parameters": ["jsCode": .string(code)],
        ],
      ],
      "connections": ["Start": ["main": [[["node": "Code", "type": "main", "index": 0]]]]],
    ]).bytes(.prettySorted)
  }

  /// An incident about a workflow of production.
  func openIncident(_ workflow: String) throws {
    guard let id = Self.id else { return }
    var change = RecordedChange(
      what: "Code: code /parameters/jsCode changed", kind: .codeChanged, risk: .high, reason: "code changed")
    change.node = "Code"
    change.pointer = "/parameters/jsCode"
    change.before = "return 1;"
    change.after = "return 2;"
    try commit(target: id.text) { (edit) throws(OpsError) in
      try edit.put(
        Incident(
          id: id, environment: Slug(from: "prod"), severity: .critical, openedAt: Self.act.at, expiresAt: nil,
          findings: [
            DriftFinding(
              kind: .modified, workflow: Slug(from: workflow).text, name: workflow, baselineHash: "1",
              observedHash: "2", risk: .high, changes: [change])
          ], events: []), at: root.incident(id))
    }
  }
}
