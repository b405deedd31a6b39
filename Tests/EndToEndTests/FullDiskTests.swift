import Foundation
import Testing

/// A disk that is full at each step that takes space and stays full, then the same command again with space: it is said
/// what is full, nothing is lost, and what is there is what the command leaves undisturbed. `make crash` takes every step.
@Suite("Full disk", .serialized, .enabled(if: FaultSteps.isBuilt, "needs libfault-at-step.so"))
struct FullDiskTests {
  private static let invite = ["team", "invite", "x@example.com", "--name", "X"]

  @Test("a new ops repository")
  func initialise() async throws {
    let scratch = try Scratch("full-init")
    try await FaultSteps(
      fault: .full, scratch: scratch, names: ["new"], program: scratch.ops, words: ["init", "new"]
    ).run { try scratch.content(of: "new") + scratch.files(of: "new") }
  }

  @Test("a decision in a clone with a work tree, and one that is pushed", arguments: [false, true])
  func decision(isShared: Bool) async throws {
    let scratch = try Scratch("full-decision")
    let workspace = try TestWorkspace(scratch)
    let shared = try SharedRepository(scratch)
    try shared.share(workspace.repository, machine: "first")
    try expect(workspace.admin.run("remote", "push"))
    try expect(scratch.git.run("clone", "--quiet", scratch.path(shared.name), scratch.path("clone")))
    let program = workspace.admin.with(["N8N_OPS_REPO": scratch.path("clone")])
    if isShared { try shared.share("clone", machine: "second") }
    if isShared { try expect(program.run("remote", "fetch")) }
    try await FaultSteps(
      fault: .full, scratch: scratch, names: ["clone", shared.name], program: program, words: Self.invite
    ).run {
      if isShared { try expect(program.run("remote", "show")) }
      return try scratch.content(of: "clone") + scratch.files(of: "clone")
        + scratch.content(of: shared.name)
    }
  }

  @Test(
    "a file system that is really full, and a fetch of more than it has room for",
    .enabled(if: FaultyStorage.hasNamespaces, "needs unshare -rm"))
  func fileSystem() throws {
    let storage = try FaultyStorage("full-file-system", isShared: true)
    let scratch = storage.scratch
    let script = """
      set -e
      mkdir small; mount -t tmpfs -o size=2m none small
      git clone --quiet --bare remote.git small/ops.git; cp ops.git/config small/ops.git/config
      git clone --quiet remote.git clone; cd clone
      head -c 3000000 /dev/urandom > recording; git add .; git commit --quiet -m Large; git push --quiet origin main
      cd ..; set +e
      export N8N_OPS_REPO=$PWD/small/ops.git
      before=$(git -C small/ops.git for-each-ref)
      "$0" team invite x@example.com --name X; echo "status $?"
      dd if=/dev/zero of=small/filler bs=1k 2>/dev/null
      "$0" remote remove; echo "status $?"
      test "$before" = "$(git -C small/ops.git for-each-ref)" && git -C small/ops.git fsck --strict --no-dangling && echo whole
      rm small/filler; "$0" remote remove && "$0" team invite y@example.com --name Y
      git -C small/ops.git log -1 --format=%s main
      """
    let outcome = try Program.tool("unshare", in: scratch.url).with(storage.program.variables).run(
      "-rm", "sh", "-c", script, storage.program.path)
    #expect(
      outcome.output.split(separator: "\n") == [
        "status 1", "status 1", "whole", "The remote origin is not shared any more.",
        "Y is developer of acme.",
        "team: y is developer",
      ], "\(outcome.all)")
    #expect(outcome.errors.matches(of: /why: .*No space left on device/).count == 2, "\(outcome.all)")
  }

  @Test("reading an instance, a proposal, and a deployment")
  func jobs() async throws {
    let landscape = try Landscape("full-jobs")
    let (workspace, full) = (landscape.workspace, JobFaults(.full, landscape))
    try await landscape.write("return [1];", to: ["Alpha", "Beta"], in: landscape.development)
    try await full.strike(workspace.admin, "sync", "--env", "development")
    try await full.strike(workspace.developer, "promote", "plan", "--into", "staging", "alpha", "beta")
    let id = try #require(try landscape.proposals().first)
    try await full.strike(workspace.reviewer, "promote", "approve", id)
    try await full.strike(workspace.admin, "promote", "run", syncs: true) {
      try await landscape.write("return [];", to: ["Alpha", "Beta"], in: landscape.staging)
    }
    #expect(try workspace.isSound())
  }
}
