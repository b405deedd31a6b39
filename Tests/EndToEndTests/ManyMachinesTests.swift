import Foundation
import Testing

/// Many machines, one remote: judged by git from outside.
@Suite("Many machines")
struct ManyMachinesTests {
  private static let machines = 8
  /// Fifty of each machine is what `make crash` asks for.
  private static let decisions = Int(ProcessInfo.processInfo.environment["MACHINE_DECISIONS"] ?? "") ?? 8

  @Test(
    "eight processes with a clone each: all of their decisions land exactly once on the remote they share"
  )
  func everyDecisionLandsOnce() throws {
    let scratch = try Scratch("machines")
    let remote = try SharedRepository(scratch)
    try remote.begin()
    let names = (0..<Self.machines).map { "machine-\($0)" }
    // All of them first: a local clone copies files, and is not whole when somebody pushes meanwhile.
    for name in names { try remote.addMachine("\(name).git") }
    let running = try names.enumerated().map { number, name in
      try Program.built("decision-maker", in: scratch.url).start([
        scratch.path("\(name).git"), name, "\(Self.decisions)", "\(number + 1)",
      ])
    }
    for process in running { try expect(process.wait()) }
    try judge(scratch)
  }

  private func judge(_ scratch: Scratch) throws {
    let wanted = Set((0..<Self.machines).flatMap { m in (1...Self.decisions).map { "machine-\(m)-\($0)" } })
    func log(_ options: String...) throws -> [String] {
      let format = "--format=%(trailers:key=N8nOps-Target,valueonly,separator=)"
      return try scratch.lines("remote.git", ["log", format] + options).filter { !$0.isEmpty }
    }
    let landed = try log("--first-parent", "main")
    #expect(landed.count == wanted.count && Set(landed) == wanted)
    // Proposals are merged whole, and nothing else has two parents.
    let merges = Set(try log("--merges", "main"))
    let proposed = Set(try scratch.lines("remote.git", "ls-tree", "-r", "--name-only", "main:proposals"))
    #expect(!merges.isEmpty && merges == proposed)
    // A decision that was put on a tree that it was not made for would have lost a count.
    let counted = try scratch.lines("remote.git", "cat-file", "blob", "main:count")
    #expect(counted == ["\(wanted.count - merges.count)"])
    let decided = Set(try scratch.lines("remote.git", "ls-tree", "-r", "--name-only", "main:decisions"))
    #expect(decided == wanted.subtracting(merges))
    // Each observation is there once, and no proposal is left over.
    let observed = try scratch.lines("remote.git", "ls-tree", "-r", "--name-only", "refs/n8n-ops/jobs/acme")
    #expect(observed.count > Self.machines && Set(observed).isSubset(of: decided))
    #expect(try scratch.lines("remote.git", "for-each-ref", "refs/heads/change") == [])
    for name in ["remote.git"] + (0..<Self.machines).map({ "machine-\($0).git" }) {
      let checked = try scratch.git.run("-C", scratch.path(name), "fsck", "--strict", "--no-dangling")
      #expect(checked.status == 0 && !checked.all.contains("missing"), "\(name): \(checked.all)")
    }
  }
}
