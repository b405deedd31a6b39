import Git
import Governance
import Ledger
import Testing

@testable import Operations

@Suite("A new ops repository")
struct InitialFilesTests {
  private let folder: TestFolder
  private let act: Act

  init() throws {
    folder = try TestFolder()
    let person = Person(name: "Ada", email: "ada@example.com")
    act = Act(actor: person, at: Instant(seconds: 1_800_000_000), machine: person)
  }

  private func make(bare: Bool) throws -> Workspace {
    try InitWorkspace(path: folder("repository"), isBare: bare, act: act).run()
  }

  @Test("check has nothing to say about it")
  func sound() throws {
    let workspace = try make(bare: true)
    #expect(try CheckWorkspace(tree: try workspace.mainTree()).run() == [])
  }

  @Test("it has what a forge and an editor look for")
  func files() throws {
    _ = try make(bare: false)
    #expect(try folder.git("status", "--porcelain") == "")
    for name in ["README.md", "CODEOWNERS", ".gitattributes", ".vscode/settings.json", "state/format.json"] {
      #expect(folder.read("repository/\(name)")?.isEmpty == false, "\(name)")
    }
    let policies = try folder.git("ls-files", "policies")
    #expect(policies.split(separator: "\n").count == 6, "\(policies)")
  }

  @Test("files that a forge has put there stay")
  func existingFiles() throws {
    try folder.git("init", "-q", "-b", "main", folder("repository"), in: ".")
    try folder.write("Ours\n", to: "repository/README.md")
    try folder.git("add", ".")
    try folder.git("commit", "-qm", "first")
    _ = try make(bare: false)
    #expect(folder.read("repository/README.md") == "Ours\n")
    #expect(folder.read("repository/state/format.json") != nil)
  }

  @Test("a second time is refused")
  func twice() throws {
    _ = try make(bare: true)
    #expect(throws: OpsError.self) { try make(bare: true) }
  }
}
