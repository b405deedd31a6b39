import Git
import Governance
import Ledger
import Testing

@testable import Operations

@Suite("check: which tree")
struct RevisionTests {
  private let folder: TestFolder
  private let workspace: Workspace

  init() throws {
    folder = try TestFolder()
    let repository = try Repository.create(at: folder("repository"), bare: false, initialBranch: "main")
    workspace = Workspace(repository: repository, main: try RefName.branch("main"))
    try folder.git("config", "user.name", "Ada")
    try folder.git("config", "user.email", "ada@example.com")
  }

  @Test("what is checked out: a branch, or as in CI a commit")
  func checkedOut() throws {
    try folder.git("commit", "--allow-empty", "-qm", "one")
    try folder.git("checkout", "-qb", "fix")
    try folder.git("commit", "--allow-empty", "-qm", "two")
    #expect(try workspace.treeToCheck(branch: nil).commit?.hex == folder.git("rev-parse", "fix"))
    try folder.git("checkout", "-q", "--detach", "fix")
    try folder.git("branch", "-qD", "fix", "main")
    #expect(try workspace.treeToCheck(branch: nil).commit?.hex == folder.git("rev-parse", "HEAD"))
  }

  @Test("the branch that is named")
  func named() throws {
    try folder.git("commit", "--allow-empty", "-qm", "one")
    try folder.git("branch", "other")
    try folder.git("commit", "--allow-empty", "-qm", "two")
    #expect(try workspace.treeToCheck(branch: "other").commit?.hex == folder.git("rev-parse", "other"))
    let main = try folder.git("rev-parse", "main")
    #expect(try workspace.treeToCheck(branch: "refs/heads/main").commit?.hex == main)
  }

  @Test("where there is nothing, nothing is in order")
  func nothing() throws {
    #expect(throws: OpsError.self) { try workspace.treeToCheck(branch: nil) }
    #expect(throws: OpsError.self) { try workspace.treeToCheck(branch: "gone") }
  }
}
