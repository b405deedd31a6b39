import Foundation
import Git
import Governance
import Testing

@testable import Ledger

/// A bare repository that is shared, and clones of it that work as machines of their own.
struct SharedLedger {
  let folder: TestFolder
  let main: RefName

  /// - Parameter files: what `main` begins with.
  init(_ files: [String: String] = ["start": ""]) throws {
    folder = try TestFolder()
    main = try RefName.branch("main")
    _ = try Repository.create(at: folder("remote.git"), bare: true, initialBranch: "main")
    let first = try machine("first")
    try write(files, in: first, isShared: false)
    _ = try first.pushDecisions()
  }

  /// A clone of its own, as another process would open it again.
  func machine(_ name: String, bare: Bool = true, url: String? = nil) throws -> Workspace {
    let path = folder(name)
    let repository =
      FileManager.default.fileExists(atPath: path)
      ? try Repository.open(at: path)
      : try Repository.create(at: path, bare: bare, initialBranch: "main")
    var workspace = Workspace(repository: repository, main: main)
    let remote = Remote(url: url ?? folder("remote.git"))
    workspace.shared = SharedRemote(name: "origin", shownURL: remote.shownURL) { remote }
    return workspace
  }

  /// A machine that has taken over everything.
  func fetched(_ name: String, bare: Bool = true) throws -> Workspace {
    let workspace = try machine(name, bare: bare)
    #expect(try workspace.fetch().isEmpty)
    return workspace
  }

  /// A machine whose remote is not there.
  func cutOff(_ name: String) throws -> Workspace { try machine(name, url: folder("nowhere.git")) }

  /// Commits files as text; nil removes one.
  @discardableResult
  func write(
    _ files: [String: String?], to branch: String = "main", in workspace: Workspace, after seconds: Int = 0,
    isShared: Bool = true
  ) throws -> OID? {
    var workspace = workspace
    if !isShared { workspace.shared = nil }
    return try workspace.commit(to: try workspace.ref(branch: branch), as: TestLedger.act(after: seconds)) {
      (_, edit) throws(OpsError) in
      edit.put(files)
      return TestLedger.note()
    }
  }

  /// Puts files into a ref without history.
  func replace(_ ref: String, _ files: [String: String?], in workspace: Workspace, after seconds: Int = 0)
    throws
  {
    try workspace.replace(try workspace.ref(named: ref), as: TestLedger.act(after: seconds)) {
      (_, edit) throws(OpsError) in
      edit.put(files)
      return TestLedger.note()
    }
  }

  /// Files and their text at a ref of the remote, as git tells them.
  func remoteFiles(_ ref: String) throws -> [String: String] {
    let names = try git("remote.git", "ls-tree", "-r", "--name-only", ref).split(separator: "\n").map(
      String.init)
    return Dictionary(
      uniqueKeysWithValues: try names.map { ($0, try git("remote.git", "cat-file", "blob", "\(ref):\($0)")) })
  }

  @discardableResult
  func git(_ repository: String, _ arguments: String...) throws -> String {
    try folder.git(arguments, in: repository, email: "judge@example.org")
  }

  /// All refs with what they point at, as git tells them, but for what is kept about the remote.
  func refs(_ repository: String) throws -> String {
    try git(
      repository, "for-each-ref", "--format=%(refname) %(objectname)", "refs/heads", "refs/tags",
      "refs/n8n-ops")
  }

  func isSound(_ repository: String) throws -> Bool {
    try !git(repository, "fsck", "--strict", "--no-dangling").contains("missing")
  }
}

extension LedgerEdit {
  mutating func put(_ files: [String: String?]) {
    for (path, text) in files {
      if let text { put(Array(text.utf8), at: path) } else { remove(path) }
    }
  }
}
