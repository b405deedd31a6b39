import Foundation
import Testing

/// A small company: a development and a staging instance with the same three workflows, onboarded and approved.
struct Landscape {
  static let names = ["Alpha", "Beta", "Gamma"]

  let scratch: Scratch
  let workspace: TestWorkspace
  let development: Instance
  let staging: Instance

  /// - Parameters:
  ///   - release: what staging plays.
  ///   - isActive: whether the workflows run.
  ///   - faults: what goes wrong in staging, as `n8n-sim --fault` reads it.
  init(
    _ label: String, release: String = "2.40.7", isActive: Bool = true, faults: [String] = [],
    developmentFaults: [String] = []
  ) throws {
    scratch = try Scratch(label)
    let folder = scratch.url.appendingPathComponent("workflows")
    try Sample.write(Self.names.map { Sample.workflow($0) }, to: folder)
    let load = ["--load", folder.path] + (isActive ? ["--active"] : [])
    development = try Instance("2.40.7", in: scratch, load + developmentFaults.flatMap { ["--fault", $0] })
    staging = try Instance(
      release, in: scratch, load + ["--seed", "2"] + faults.flatMap { ["--fault", $0] })
    var workspace = try TestWorkspace(scratch)
    try workspace.add("development", "development", development)
    try workspace.add("staging", "staging", staging)
    try expect(workspace.admin.run("pipeline", "add", "delivery", "development", "staging"))
    try expect(workspace.admin.run("sync"))
    try expect(workspace.admin.run("canonical", "onboard", "--env", "development", "--all"))
    try expect(workspace.admin.run("canonical", "onboard", "--env", "staging", "--all"))
    self.workspace = workspace
  }

  /// Changes the code of workflows in an instance as a person does.
  func write(_ code: String, to names: [String], in instance: Instance) async throws {
    for name in names {
      let workflow = try await instance.workflow(named: name)
      try await instance.edit(workflow["id"] as? String ?? "", node: 1, parameter: "jsCode", to: code)
    }
  }

  /// The developer asks for a promotion of workflows to staging, and the reviewer merges it.
  func approve(_ workflows: [String]) throws {
    try expect(workspace.developer.run(["promote", "plan", "--into", "staging"] + workflows))
    try workspace.merge()
  }

  /// The code of each workflow in staging as it runs, by name; one that stands twice is a problem.
  func codeInStaging() async throws -> [String: String] {
    var result: [String: String] = [:]
    for workflow in try await staging.workflows() {
      let name = workflow["name"] as? String ?? ""
      guard result[name] == nil else { throw Problem("\(name) stands twice in staging") }
      let running = workflow["activeVersion"] as? [String: Any] ?? workflow
      result[name] = Sample.code(of: running)
      guard Sample.code(of: workflow) == result[name] else { throw Problem("\(name) has a draft") }
    }
    return result
  }

  /// The promotions on `main`, oldest first.
  func promotions() throws -> [[String: Any]] {
    let paths = try scratch.lines(
      workspace.repository, "ls-tree", "-r", "--name-only", "main", "state/tenants/acme/promotions/")
    return try paths.filter { $0.hasSuffix("promotion.json") }.sorted().map {
      try scratch.json(workspace.repository, "main:\($0)")
    }
  }

  /// Whether what is approved in staging is the tree that was observed there.
  func isApprovedObserved() throws -> Bool {
    let ids = try scratch.lines(
      workspace.repository, "rev-parse", "main:state/tenants/acme/environments/staging/baseline",
      "observed/acme/staging:workflows")
    return ids.count == 2 && ids[0] == ids[1]
  }

  /// Refs that should be gone when nothing is under way.
  func leftovers() throws -> [String] {
    try scratch.lines(
      workspace.repository, "for-each-ref", "--format=%(refname)", "refs/heads/promotion", "refs/n8n-ops/undo"
    )
  }
}
