import Foundation
import Testing

/// What `env` and `sync` say of environments.
@Suite("Verdicts about environments")
struct EnvironmentVerdictTests {
  @Test("ENV-002 env test ends with 2 where the key for writing cannot write, and says what fails without")
  func insufficientKey() throws {
    let scratch = try Scratch("verdict-key")
    let instance = try Instance("2.40.7", in: scratch, "--read-key", "only-look")
    defer { instance.stop() }
    var workspace = try TestWorkspace(scratch)
    try workspace.add("production", "production", instance)
    try expect(workspace.admin.run("env", "test", "production"))
    let program = workspace.admin.with(["LOOK": "only-look"])
    try expect(program.run("env", "edit", "production", "--deploy-key-from", "env:LOOK"))
    let outcome = try program.run("env", "test", "production")
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("deployments are refused before anything is written"), "\(outcome.all)")
    // A machine that only reads need not have the key for writing.
    try expect(workspace.admin.run("env", "test", "production"))
  }

  @Test("ENV-006 env list says what shows since the last sync; a missing service key is told once a sync")
  func sinceLastSync() async throws {
    let landscape = try Landscape("verdict-sync")
    let admin = landscape.workspace.admin
    try expect(admin.run("drift", "check", "--env", "staging"))
    #expect(try admin.run("env", "list").output.contains("Matches approved"))
    try await landscape.write("return [7];", to: ["Alpha"], in: landscape.staging)
    let sync = try admin.run("sync")
    #expect(sync.errors.components(separatedBy: "no service key is configured").count == 2, "\(sync.all)")
    let documents = try landscape.workspace.json(admin, "sync") as? [[String: Any]] ?? []
    #expect(documents.count == 2)
    #expect(documents.allSatisfy { "\($0["notes"] ?? "")".contains("no service key is configured") })
    let list = try admin.run("env", "list")
    #expect(list.status == 0 && list.output.contains("Drift detected"), "\(list.all)")
    #expect(list.errors.contains("found: Matches approved. What was read or approved since says otherwise."))
  }
}
