import Git
import Governance
import Testing

@testable import Ledger

/// A repository of its own for one test, with who acts in it.
struct TestLedger {
  let folder: TestFolder
  let workspace: Workspace
  let tenant: TenantRoot

  init(bare: Bool = true) throws {
    folder = try TestFolder()
    let repository = try Repository.create(at: folder("repository"), bare: bare, initialBranch: "main")
    workspace = Workspace(repository: repository, main: try RefName.branch("main"))
    tenant = TenantRoot(try #require(Slug("acme")))
  }

  /// The same repository, as another process sees it.
  func reopened() throws -> Workspace { try Workspace.open(at: folder("repository")) }

  static let ada = Person(name: "Ada", email: "ada@example.org")
  static let machine = Person(name: "n8n-ops", email: "n8n-ops@example.org")

  /// An act of a person, some seconds after a fixed moment.
  static func act(after seconds: Int = 0, job: RecordID? = nil) -> Act {
    Act(actor: ada, at: Instant(seconds: 1_800_000_000 + seconds), machine: machine, job: job)
  }

  static func note(_ happened: String = "change") -> CommitNote {
    CommitNote("test", happened, tenant: nil, action: "test.change")
  }

  /// Commits files as text; nil removes one.
  @discardableResult
  func commit(_ files: [String: String?], to branch: String = "main", after seconds: Int = 0) throws -> OID? {
    try workspace.commit(to: try workspace.ref(branch: branch), as: Self.act(after: seconds)) {
      (_, edit) throws(OpsError) in
      for (path, text) in files {
        if let text { edit.put(Array(text.utf8), at: path) } else { edit.remove(path) }
      }
      return Self.note()
    }
  }

  /// Makes a branch where another one is.
  func branch(_ name: String, at other: String = "main") throws {
    try folder.git("branch", name, other)
  }

  /// The text of a file at the tip of a branch.
  func text(_ path: String, on branch: String = "main") throws -> String? {
    try workspace.tree(ofBranch: branch).bytes(at: path).map { String(decoding: $0, as: UTF8.self) }
  }
}

func slug(_ text: String) throws -> Slug { try #require(Slug(text)) }

func recordID(_ number: Int) throws -> RecordID {
  let digits = String(number)
  return try #require(
    RecordID("20261124T\(String(repeating: "0", count: 6 - digits.count))\(digits)Z-aaaaaa"))
}
