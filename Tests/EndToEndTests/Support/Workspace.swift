import Foundation
import Testing

/// An ops repository of a test, with a tenant `acme` and whoever acts.
struct TestWorkspace {
  let scratch: Scratch
  /// The program for the administrator, the developer and the reviewer.
  private(set) var admin: Program
  private(set) var developer: Program
  private(set) var reviewer: Program

  let repository = "ops.git"

  init(_ scratch: Scratch) throws {
    self.scratch = scratch
    var program = scratch.ops
    program.variables["N8N_OPS_REPO"] = scratch.path(repository)
    admin = program.acting(as: "Ada Admin", "ada@example.com")
    developer = program.acting(as: "Dev Diaz", "dev@example.com")
    reviewer = program.acting(as: "Rosa Reviewer", "rosa@example.com")
    try expect(admin.run("init", "--bare", scratch.path(repository)))
    try expect(admin.run("tenant", "add", "acme", "--plan", "pro"))
    try expect(admin.run("team", "invite", "rosa@example.com", "--name", "Rosa Reviewer", "--role", "admin"))
    try expect(admin.run("team", "invite", "dev@example.com", "--name", "Dev Diaz", "--role", "developer"))
  }

  /// Adds an environment whose key is in a variable.
  mutating func add(_ name: String, _ environmentClass: String, _ instance: Instance, isTested: Bool = true)
    throws
  {
    let variable = "KEY_\(name.uppercased())"
    for person in [\TestWorkspace.admin, \.developer, \.reviewer] {
      self[keyPath: person].variables[variable] = instance.key
    }
    try expect(
      admin.run(
        [
          "env", "add", name, "--class", environmentClass, "--url", instance.url, "--api-key-from",
          "env:\(variable)",
        ]
          + (isTested ? [] : ["--no-test"])))
  }

  /// The only open proposal's branch, merged by the reviewer with git and pushed.
  func merge() throws {
    let git = scratch.git.acting(as: "Rosa Reviewer", "rosa@example.com")
    let review = scratch.path("review-\(UUID().uuidString)")
    let branches = try scratch.lines(
      repository, "for-each-ref", "--format=%(refname:short)", "refs/heads/promotion")
    let branch = try #require(branches.last)
    try expect(git.run("clone", "--quiet", scratch.path(repository), review))
    try expect(git.run("-C", review, "merge", "--no-ff", "-m", "Approve", "origin/\(branch)"))
    try expect(git.run("-C", review, "push", "--quiet", "origin", "main"))
  }

  /// JSON that a command prints.
  func json(_ program: Program, _ arguments: String...) throws -> Any {
    try json(program, words: arguments)
  }

  func json(_ program: Program, words arguments: [String]) throws -> Any {
    let outcome = try program.run(arguments + ["--json"])
    return try JSONSerialization.jsonObject(with: Data(outcome.output.utf8), options: .fragmentsAllowed)
  }

  /// `git fsck --strict` finds nothing wrong.
  func isSound() throws -> Bool {
    let outcome = try scratch.git.run("-C", scratch.path(repository), "fsck", "--strict")
    return outcome.status == 0
      && outcome.all.split(separator: "\n").allSatisfy {
        $0.hasPrefix("dangling ") || $0.hasPrefix("Checking")
      }
  }
}

/// Expects a run to have ended with an exit status.
func expect(
  _ outcome: Program.Outcome, status: Int32 = 0, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  #expect(outcome.status == status, "\(outcome.all.suffix(1500))", sourceLocation: sourceLocation)
}
