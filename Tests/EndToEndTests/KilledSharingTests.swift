import Foundation
import Testing

/// SIGKILL at the steps of commands in a clone that shares a remote, then the same command again: both sides are what the
/// command leaves undisturbed.
@Suite("Killed sharing", .serialized, .enabled(if: FaultSteps.isBuilt, "needs libfault-at-step.so"))
struct KilledSharingTests {
  @Test("from the first push to a promotion that ran")
  func promotion() async throws {
    let landscape = try Landscape("killed-sharing")
    let workspace = landscape.workspace
    let shared = try SharedRepository(landscape.scratch)
    try shared.share(workspace.repository, machine: "first")
    let killed = JobFaults(.kill, landscape, sharing: shared)
    try await killed.strike(workspace.admin, "remote", "push")
    try await landscape.write("return [1];", to: ["Alpha", "Beta"], in: landscape.development)
    try await landscape.development.create(Sample.workflow("New"))
    try await killed.strike(workspace.admin, "sync")
    try await killed.strike(workspace.admin, "canonical", "onboard", "--env", "development", "--all")
    try await killed.strike(
      workspace.developer, "promote", "plan", "--into", "staging", "alpha", "beta", "new")
    let id = try #require(try landscape.proposals().first)
    try await killed.strike(workspace.reviewer, "promote", "reject", id, "--note", "no", keeps: false)
    try await killed.strike(workspace.reviewer, "promote", "approve", id)
    try await killed.strike(workspace.admin, "promote", "run", syncs: true) {
      try await landscape.write("return [];", to: ["Alpha", "Beta"], in: landscape.staging)
      try await landscape.remove("New", from: landscape.staging)
    }
    try await killed.strike(workspace.admin, "retention", "run", "--force")
    #expect(try workspace.isSound())
  }

  @Test("an environment that goes, in a clone whose remote has it too")
  func environment() async throws {
    let landscape = try Landscape("killed-shared-environment")
    let workspace = landscape.workspace
    let shared = try SharedRepository(landscape.scratch)
    try shared.share(workspace.repository, machine: "first")
    try expect(workspace.admin.run("remote", "push"))
    let third = try Instance("2.40.7", in: landscape.scratch, "--seed", "3")
    let admin = workspace.admin.with(["KEY_THIRD": third.key])
    let killed = JobFaults(.kill, landscape, sharing: shared)
    try await killed.strike(
      admin, "env", "add", "third", "--class", "staging", "--url", third.url, "--api-key-from",
      "env:KEY_THIRD")
    try expect(admin.run("sync"))
    try await killed.strike(admin, "env", "remove", "third", "--yes")
  }

  @Test("what another machine did is fetched")
  func fetch() async throws {
    let landscape = try Landscape("killed-fetch")
    let workspace = landscape.workspace
    let shared = try SharedRepository(landscape.scratch)
    try shared.share(workspace.repository, machine: "first")
    try expect(workspace.admin.run("remote", "push"))
    try shared.addMachine("second.git")
    let second = workspace.admin.with(["N8N_OPS_REPO": landscape.scratch.path("second.git")])
    try expect(second.run("remote", "fetch"))
    try await landscape.write("return [1];", to: ["Alpha"], in: landscape.development)
    try expect(workspace.admin.run("sync"))
    try expect(workspace.developer.run("promote", "plan", "--into", "staging", "alpha"))
    try await FaultSteps(
      scratch: landscape.scratch, names: ["second.git", shared.name], program: second,
      words: ["remote", "fetch"]
    ).run { try landscape.scratch.content(of: "second.git") + landscape.scratch.content(of: shared.name) }
  }
}
