import Foundation
import Testing

/// Lets commands fail at their steps that work on a landscape.
struct JobFaults {
  private let fault: FaultSteps.Fault
  private let landscape: Landscape
  private let shared: SharedRepository?

  /// - Parameter shared: the remote that the ops repository shares.
  init(_ fault: FaultSteps.Fault, _ landscape: Landscape, sharing shared: SharedRepository? = nil) {
    self.fault = fault
    self.landscape = landscape
    self.shared = shared
  }

  /// Lets a command fail at its steps, and then runs it undisturbed.
  ///
  /// - Parameters:
  ///   - syncs: whether the command writes to staging: what is observed after its end is for the next sync, where the kill
  ///     came before it.
  ///   - keeps: whether what the undisturbed run leaves is what the next command begins with.
  ///   - restore: what else there is to put back before each run.
  func strike(
    _ program: Program, _ words: String..., syncs: Bool = false, keeps: Bool = true,
    restore: () async throws -> Void = {}
  ) async throws {
    let repository = landscape.workspace.repository
    let steps = FaultSteps(
      fault: fault, scratch: landscape.scratch, names: [repository] + (shared.map { [$0.name] } ?? []),
      program: program,
      words: words)
    try await steps.run(restore: restore) {
      // What was observed here and not sent is for the next command.
      if shared != nil { try expect(program.run("remote", "show")) }
      if syncs { try expect(program.run("sync", "--env", "staging")) }
      return try await (syncs ? landscape.contentOfStaging() : "") + landscape.scratch.content(of: repository)
        + (shared.map { try landscape.scratch.content(of: $0.name) } ?? "")
    }
    guard keeps else { return }
    let outcome = try program.run(words)
    #expect(outcome.status == 0 || outcome.status == 2, "\(words): \(outcome.all)")
  }

  /// Lets each command fail from an edit in development to a promotion that ran, and the retention after it.
  func strikePromotion() async throws {
    let workspace = landscape.workspace
    try await landscape.write("return [1];", to: ["Alpha", "Beta"], in: landscape.development)
    try await landscape.development.create(Sample.workflow("New"))
    try await strike(workspace.admin, "sync", "--env", "development")
    try await strike(workspace.admin, "canonical", "onboard", "--env", "development", "--all")
    try await strike(workspace.developer, "promote", "plan", "--into", "staging", "alpha", "beta", "new")
    let id = try #require(try landscape.proposals().first)
    try await strike(workspace.reviewer, "promote", "reject", id, "--note", "no", keeps: false)
    try await strike(workspace.reviewer, "promote", "approve", id)
    let before = try await landscape.codeInStaging()
    try await strike(workspace.admin, "promote", "run", syncs: true) {
      try await landscape.write("return [];", to: ["Alpha", "Beta"], in: landscape.staging)
      try await landscape.remove("New", from: landscape.staging)
      #expect(try await landscape.codeInStaging() == before)
    }
    try await strike(workspace.admin, "retention", "run", "--force")
    #expect(try workspace.isSound())
  }
}

extension Landscape {
  /// What staging has, as text.
  func contentOfStaging() async throws -> String {
    let code = try await codeInStaging().sorted { $0.key < $1.key }
    let active = try await staging.workflows().map { "\($0["name"] ?? ""): \($0["active"] ?? "")" }
    return "\(code)\n\(active.sorted())\n"
  }

  /// The ids of the proposals that wait.
  func proposals() throws -> [String] {
    try scratch.lines(
      workspace.repository, "for-each-ref", "--format=%(refname:lstrip=4)", "refs/heads/promotion")
  }

  /// Deletes a workflow from an instance if it is there.
  func remove(_ name: String, from instance: Instance) async throws {
    for workflow in try await instance.workflows() where workflow["name"] as? String == name {
      try await instance.call("DELETE", "workflows/\(workflow["id"] ?? "")")
    }
  }
}
