import Foundation
import Testing

/// A bare repository that machines share, in the scratch folder of a test.
struct SharedRepository {
  let scratch: Scratch
  let name = "remote.git"

  init(_ scratch: Scratch) throws {
    self.scratch = scratch
    try expect(scratch.git.run("init", "--quiet", "--bare", "--initial-branch=main", scratch.path(name)))
  }

  /// Gives it a first commit.
  func begin() throws {
    let git = scratch.git.acting(as: "Ada Admin", "ada@example.com")
    let tree = try scratch.lines(name, "mktree")
    let empty = tree.first ?? "4b825dc642cb6eb9a060e54bf8d69288fbee4904"
    let made = try git.run("-C", scratch.path(name), "commit-tree", "-m", "begin", empty)
    let commit = made.output.trimmingCharacters(in: .whitespacesAndNewlines)
    try expect(git.run("-C", scratch.path(name), "update-ref", "refs/heads/main", commit))
  }

  /// Makes a bare clone that shares it.
  func addMachine(_ clone: String) throws {
    try expect(scratch.git.run("clone", "--quiet", "--bare", scratch.path(name), scratch.path(clone)))
    try share(clone, machine: clone)
  }

  /// Lets a repository share it, as `n8n-ops remote set` does.
  func share(_ clone: String, machine: String) throws {
    for (key, value) in [
      ("remote.origin.url", scratch.path(name)), ("n8n-ops.remote", "origin"), ("n8n-ops.machine", machine),
    ] {
      try expect(scratch.git.run("-C", scratch.path(clone), "config", key, value))
    }
  }
}
