import Foundation
import Testing

/// SIGKILL at the steps of commands in a clone that shares a remote, then the same command again: both sides are what the
/// command leaves undisturbed.
@Suite("Killed sharing", .serialized, .enabled(if: FaultSteps.isBuilt, "needs libfault-at-step.so"))
struct KilledSharingTests {
  /// A landscape whose ops repository shares a remote.
  private static func share(_ label: String) throws -> (landscape: Landscape, shared: SharedRepository) {
    let landscape = try Landscape(label)
    let shared = try SharedRepository(landscape.scratch)
    try shared.share(landscape.workspace.repository, machine: "first")
    return (landscape, shared)
  }

  @Test("from the first push to a promotion that ran")
  func promotion() async throws {
    let (landscape, shared) = try Self.share("killed-sharing")
    let killed = JobFaults(.kill, landscape, sharing: shared)
    try await killed.strike(landscape.workspace.admin, "remote", "push")
    try await killed.strikePromotion()
  }

  @Test("an environment that goes, in a clone whose remote has it too")
  func environment() async throws {
    let (landscape, shared) = try Self.share("killed-shared-environment")
    let workspace = landscape.workspace
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
    let (landscape, shared) = try Self.share("killed-fetch")
    let workspace = landscape.workspace
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
