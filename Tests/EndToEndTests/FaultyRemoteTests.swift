import Foundation
import Testing

/// A remote that says no, fails, is damaged or moves: a decision is on both sides or on none.
@Suite("Faulty remotes")
struct FaultyRemoteTests {
  @Test(
    "a remote that cannot be written is told as failing",
    .enabled(if: FaultyStorage.hasNamespaces, "needs unshare -rm"))
  func readOnly() throws {
    let storage = try FaultyStorage("remote-read-only", isShared: true)
    try storage.refuses(readOnly: "remote.git", saying: ["failing: ", "remote.git", "permissions"])
    try storage.works()
  }

  @Test(
    "a remote whose disk is full is told as failing",
    .enabled(if: FaultSteps.isBuilt, "needs libfault-at-step.so"))
  func full() throws {
    let storage = try FaultyStorage("remote-full", isShared: true)
    let full = [
      "LD_PRELOAD": FaultSteps.library.path, "FAULT": "full", "FAULT_PROGRAM": "git", "FAULT_STEP": "1",
      "FAULT_REPORT": storage.scratch.path("report"),
    ]
    let refused = try storage.program.with(full).run("team", "invite", "x@example.com", "--name", "X")
    #expect(refused.status == 1, "\(refused.all)")
    for part in ["failing: ", "remote.git", "free space", "try:"] {
      #expect(refused.errors.contains(part), "\(part) is missing in \(refused.all)")
    }
    try storage.works()
  }

  @Test("a hook that refuses is told in its words")
  func hook() throws {
    let storage = try FaultyStorage("remote-hook", isShared: true)
    try install("echo closed for the audit >&2; exit 1", in: storage)
    try storage.refuses(saying: ["remote.git", "closed for the audit", "hooks or branch protection"])
    try install("exit 0", in: storage)
    try storage.works()
  }

  @Test("a remote that moves between fetch and push: the decision is made again on what came")
  func moves() throws {
    let storage = try FaultyStorage("remote-moves", isShared: true)
    try install(
      """
      test -e moved && exit 0
      touch moved
      unset GIT_QUARANTINE_PATH GIT_OBJECT_DIRECTORY GIT_ALTERNATE_OBJECT_DIRECTORIES
      export GIT_AUTHOR_NAME=Ada GIT_AUTHOR_EMAIL=ada@example.com
      export GIT_COMMITTER_NAME=Ada GIT_COMMITTER_EMAIL=ada@example.com
      git update-ref refs/heads/main $(git commit-tree -p main -m Meanwhile 'main^{tree}')
      """, in: storage)
    try expect(storage.program.run("team", "invite", "x@example.com", "--name", "X"))
    for name in [storage.repository, "remote.git"] {
      let subjects = try storage.scratch.lines(name, "log", "--format=%s", "main")
      #expect(subjects.prefix(2) == ["team: x is developer", "Meanwhile"], "\(name)")
      #expect(subjects.count { $0 == "team: x is developer" } == 1)
    }
    try expect(storage.program.run("remote", "show"))
  }

  @Test("a lock that somebody left on the remote is named, instead of waited for")
  func lock() throws {
    let storage = try FaultyStorage("remote-lock", isShared: true)
    try storage.write("", to: "remote.git/refs/heads/main.lock")
    try storage.refuses(saying: ["remote.git", "remove the file refs/heads/main.lock"])
    try FileManager.default.removeItem(
      at: storage.scratch.url.appendingPathComponent("remote.git/refs/heads/main.lock"))
    try storage.works()
  }

  @Test("a reference of the remote that a power cut left empty")
  func reference() throws {
    let storage = try FaultyStorage("remote-ref", isShared: true)
    let path = "remote.git/refs/heads/main"
    let whole = try storage.scratch.text(path)
    try storage.write("", to: path)
    let refused = try storage.program.run("team", "invite", "x@example.com", "--name", "X")
    #expect(refused.status == 1 && refused.errors.contains("remote.git"), "\(refused.all)")
    try storage.write(whole, to: path)
    try storage.works()
  }

  @Test("a damaged object of the remote is named in the words of the remote")
  func object() throws {
    let storage = try FaultyStorage("remote-object", isShared: true)
    try storage.scratch.git.run("-C", storage.scratch.path("remote.git"), "unpack-objects")
    let path = try storage.object("main", in: "remote.git")
    try storage.halving(path) {
      try storage.refuses(saying: ["failing: ", "remote.git", "corrupt loose object", "git fsck"])
    }
    try storage.works()
  }

  @Test("a remote that sends a commit without its files is not followed")
  func incomplete() throws {
    let storage = try FaultyStorage("remote-incomplete", isShared: true)
    let scratch = storage.scratch
    try expect(
      scratch.git.run("clone", "--quiet", "--bare", scratch.path("remote.git"), scratch.path("second")))
    try storage.remote?.share("second", machine: "second")
    try expect(storage.program.run("team", "invite", "y@example.com", "--name", "Y"))
    // The remote packs commits and leaves out their trees.
    try storage.write(
      """
      [uploadpack]
      packObjectsHook = sh -c 'exec "$@" --filter=tree:0' sh
      """, to: "partial.config")
    let second = storage.program.with(["N8N_OPS_REPO": scratch.path("second")])
    let before = try scratch.lines("second", "for-each-ref")
    let refused = try second.with(["GIT_CONFIG_GLOBAL": scratch.path("partial.config")]).run(
      "team", "invite", "x@example.com", "--name", "X")
    #expect(refused.status == 1, "\(refused.all)")
    for part in ["failing: ", "refs/heads/main", "not all came"] {
      #expect(refused.errors.contains(part), "\(part) is missing in \(refused.all)")
    }
    #expect(try scratch.lines("second", "for-each-ref") == before)
    #expect(try scratch.lines("second", "log", "--format=%s", "main").count > 2)
  }

  @Test("a remote that has lost its objects is told as damaged, before a decision and by it")
  func lostPack() throws {
    let storage = try FaultyStorage("remote-lost", isShared: true)
    let scratch = storage.scratch
    try expect(scratch.git.run("-C", scratch.path("remote.git"), "repack", "-adq"))
    let objects = scratch.url.appendingPathComponent("remote.git/objects")
    let (pack, away) = (objects.appendingPathComponent("pack"), objects.appendingPathComponent("away"))
    try FileManager.default.moveItem(at: pack, to: away)
    let shown = try storage.program.run("remote", "show")
    try expect(shown, status: 1)
    #expect(shown.output.contains("state: failing, ") && shown.all.contains("it is damaged"), "\(shown.all)")
    try storage.refuses(saying: ["failing: ", "the remote is damaged", "git fsck"])
    if FileManager.default.fileExists(atPath: pack.path) { try FileManager.default.removeItem(at: pack) }
    try FileManager.default.moveItem(at: away, to: pack)
    try storage.works()
  }

  @Test("damage here is not told as a fault of the remote", arguments: ["pack", "idx"])
  func damageHere(kind: String) throws {
    let storage = try FaultyStorage("remote-damage-here", isShared: true)
    let scratch = storage.scratch
    try expect(scratch.git.run("-C", scratch.path(storage.repository), "repack", "-adq"))
    let folder = "\(storage.repository)/objects/pack"
    let names = try FileManager.default.contentsOfDirectory(atPath: scratch.path(folder))
    let name = try #require(names.first { $0.hasSuffix(".\(kind)") })
    try storage.halving("\(folder)/\(name)") {
      let refused = try storage.program.run("team", "list")
      try expect(refused, status: 1)
      #expect(refused.errors.contains("git fsck"), "\(refused.all)")
      for word in ["gone", "the remote cannot be used"] {
        #expect(!refused.errors.contains(word), "\(refused.all)")
      }
    }
    try storage.works()
  }

  @Test(
    "a remote that may not be read, or not be written, is forbidden",
    .enabled(if: Nobody.canRun, "needs setpriv, root, and a program that others may run"))
  func forbidden() throws {
    let storage = try FaultyStorage("remote-forbidden", isShared: true)
    let scratch = storage.scratch
    let nobody = Nobody(storage)
    try nobody.owns(storage.repository)
    let remote = scratch.path("remote.git")
    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: remote)
    for words in ["Give the user", "state: forbidden"] {
      let shown = try nobody.run("remote", "show")
      #expect(shown.status == 1 && shown.all.contains(words), "\(shown.all)")
    }
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: remote)
    let shown = try nobody.run("remote", "show")
    #expect(
      shown.status == 1 && shown.all.contains("forbidden") && shown.all.contains("Permission denied"),
      "\(shown.all)")
  }

  private func install(_ script: String, in storage: FaultyStorage) throws {
    let path = "remote.git/hooks/pre-receive"
    try storage.write("#!/bin/sh\n\(script)\n", to: path)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: storage.scratch.path(path))
  }
}
