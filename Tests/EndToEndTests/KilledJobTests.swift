import Foundation
import Testing

/// SIGKILL at the steps of what moves several refs at once or speaks with instances, then the same command again.
@Suite("Killed jobs", .serialized, .enabled(if: FaultSteps.isBuilt, "needs libfault-at-step.so"))
struct KilledJobTests {
  @Test("an environment that comes and goes: its record, what was observed, its executions")
  func environments() async throws {
    let landscape = try Landscape("killed-environments")
    let killed = JobFaults(.kill, landscape)
    let third = try Instance("2.40.7", in: landscape.scratch, "--seed", "3")
    let admin = landscape.workspace.admin.with(["KEY_THIRD": third.key])
    try await killed.strike(
      admin, "env", "add", "third", "--class", "staging", "--url", third.url, "--api-key-from",
      "env:KEY_THIRD")
    try await killed.strike(admin, "sync")
    try await killed.strike(admin, "execution", "sync", "--env", "third")
    try await killed.strike(admin, "env", "edit", "third", "--class", "production")
    try await killed.strike(admin, "env", "remove", "third", "--yes")
  }

  @Test("a proposal, and what comes of drift")
  func decisions() async throws {
    let landscape = try Landscape("killed-decisions")
    let (workspace, killed) = (landscape.workspace, JobFaults(.kill, landscape))
    try await landscape.write("return [1];", to: ["Alpha"], in: landscape.development)
    try await killed.strike(workspace.developer, "promote", "plan", "--into", "staging", "alpha")

    try await landscape.write("return [2];", to: ["Beta", "Gamma"], in: landscape.staging)
    try await killed.strike(
      workspace.admin, "snapshot", "create", "--env", "staging", "--reason", "Before it")
    try await killed.strike(workspace.admin, "drift", "check", "--env", "staging")
    try await killed.strike(workspace.admin, "drift", "keep", "beta", "--env", "staging", "--reason", "Good")
    try await killed.strike(
      workspace.admin, "drift", "revert", "gamma", "--env", "staging", "--reason", "Bad", syncs: true
    ) {
      try await landscape.write("return [2];", to: ["Gamma"], in: landscape.staging)
    }
    #expect(try workspace.isSound())
  }

  @Test("what the timers call")
  func timers() async throws {
    let landscape = try Landscape("killed-timers")
    try await landscape.write("return [1];", to: ["Alpha"], in: landscape.development)
    try landscape.approve(["alpha"])
    try await landscape.write("return [2];", to: ["Beta"], in: landscape.staging)
    try await JobFaults(.kill, landscape).strike(landscape.workspace.admin, "run", syncs: true) {
      try await landscape.write("return [];", to: ["Alpha"], in: landscape.staging)
    }
    #expect(try landscape.workspace.isSound())
  }
}
