import Foundation
import Git
import Governance
import Ledger
import Testing

@testable import Operations

/// An ops repository with a team whose members have keys.
struct VerifyBench {
  static let ada = Person(name: "Ada Admin", email: "ada@example.com")
  static let dev = Person(name: "Dev Diaz", email: "dev@example.com")
  static let vic = Person(name: "Vic Viewer", email: "vic@example.com")
  static let machine = Person(name: "n8n-ops", email: "n8n-ops@localhost")

  let folder: TestFolder
  let workspace: Workspace
  let tenant: TenantRoot

  init(signatures: RolesPolicy.Signatures = .optional, hasKeys: Bool = true) throws {
    folder = try TestFolder()
    tenant = TenantRoot(try #require(Slug("acme")))
    let act = Act(actor: Self.ada, at: Instant(seconds: 1_800_000_000), machine: Self.machine)
    workspace = try InitWorkspace(path: folder("repository"), isBare: true, act: act).run()
    let people = [Self.ada, Self.dev, Self.vic, Self.machine]
    if hasKeys { for person in people { try makeKey(person) } }
    var keys: [String: [String]] = [:]
    for person in people { keys[person.name] = hasKeys ? [try publicKey(person)] : [] }
    let (tenant, machine) = (tenant, Self.machine)
    let roles = [(Self.ada, Role.admin), (Self.dev, .developer), (Self.vic, .viewer)]
    var policy = try Rules.roles(in: try workspace.mainTree())
    policy.signatures = signatures
    let agreed = policy
    try workspace.commit(to: workspace.main, as: act) { (_, edit) throws(OpsError) in
      try edit.put(Tenant(name: "Acme", plan: .pro), at: tenant.tenantFile)
      for (person, role) in roles {
        let slug = Slug(from: person.name, fallback: "member")
        try edit.put(
          Member(name: person.name, email: person.email, role: role, signingKeys: keys[person.name] ?? []),
          at: tenant.member(slug))
      }
      try edit.put(
        Platform(machines: [
          .init(name: machine.name, email: machine.email, signingKeys: keys[machine.name] ?? [])
        ]),
        at: Platform.path)
      try edit.put(agreed, at: PolicyFiles.roles)
      return CommitNote("tenant", "add acme", tenant: tenant.tenant, action: "tenant.add")
    }
  }

  func keyPath(_ person: Person) -> String { folder(String(person.email.prefix { $0 != "@" })) }

  func makeKey(_ person: Person) throws {
    try run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", keyPath(person)])
  }

  func publicKey(_ person: Person) throws -> String {
    try String(contentsOfFile: keyPath(person) + ".pub", encoding: .utf8).trimmingCharacters(in: .newlines)
  }

  /// Writes or removes files on a branch, as whoever acts, signed with somebody's key.
  @discardableResult
  func commit(
    _ files: [String: String?], by person: Person = dev, committer: Person? = nil,
    signedBy signer: Person? = nil,
    on branch: String = "main", from start: OID? = nil, trailers: [(String, String)] = []
  ) throws -> OID {
    let ref = try RefName.branch(branch)
    let repository = workspace.repository
    let parent = try repository.oid(of: ref)
    let main = try repository.oid(of: workspace.main)
    let base = try #require(parent ?? start ?? main)
    return try write(
      files, parents: [base], by: person,
      committer: committer ?? person, signedBy: signer, to: ref, from: parent, trailers: trailers)
  }

  /// Begins a branch that has nothing in common with `main`.
  func orphan(_ files: [String: String?], by person: Person, on branch: String) throws {
    _ = try write(
      files, parents: [], by: person, committer: person, signedBy: nil, to: try RefName.branch(branch),
      from: nil, trailers: [])
  }

  /// Merges a branch, with files besides.
  @discardableResult
  func merge(
    _ branch: String, by person: Person = ada, signedBy signer: Person? = nil,
    adding files: [String: String?] = [:], isBackwards: Bool = false, trailers: [(String, String)] = []
  ) throws -> OID {
    let repository = workspace.repository
    let ours = try #require(try repository.oid(of: workspace.main))
    let ref = try RefName.branch(branch)
    let theirs = try #require(try repository.oid(of: ref))
    let base = try repository.mergeBase(ours, theirs)
    var edits: [String: String?] = [:]
    for change in try repository.changes(from: base, to: isBackwards ? ours : theirs) {
      edits[change.path] = try change.new.map { String(decoding: try repository.blob($0), as: UTF8.self) }
    }
    return try write(
      edits.merging(files) { $1 }, parents: isBackwards ? [theirs, ours] : [ours, theirs], by: person,
      committer: person, signedBy: signer, to: workspace.main, from: ours, trailers: trailers)
  }

  private func write(
    _ files: [String: String?], parents: [OID], by person: Person, committer: Person,
    signedBy signer: Person?,
    to ref: RefName, from old: OID?, trailers: [(String, String)]
  ) throws -> OID {
    let objects = workspace.repository.makeTransaction()
    let edits = files.mapValues { text in text.map { TreeEdit.file(objects.blob(Array($0.utf8))) } ?? .remove
    }
    var workspace = workspace
    workspace.signer = signer.map { SSHSigner(keyPath: keyPath($0)) }
    let oid = try workspace.makeCommit(
      objects, tree: try objects.tree(editing: parents.first, edits), parents: parents,
      author: signature(person),
      committer: signature(committer),
      message: CommitMessage(subject: "test: change", trailers: trailers).text)
    try objects.flush()
    try workspace.repository.update(ref, from: old, to: oid, message: "test")
    return oid
  }

  private func signature(_ person: Person) -> Signature {
    Signature(name: person.name, email: person.email, time: 1_800_000_100)
  }

  /// What `verify --all` says.
  func all() throws -> VerifyCommits.Report {
    let tip = try #require(try workspace.repository.oid(of: workspace.main))
    return try VerifyCommits(workspace: workspace).runAll(to: tip)
  }

  func violations() throws -> [Violation] { try all().violations }

  /// What `verify --all` finds, as `rule path`.
  func findings() throws -> [String] { try violations().map(Self.words) }

  /// What is found in a branch that is proposed, as `rule path`.
  func findingsOfProposal(_ branch: String) throws -> [String] {
    let repository = workspace.repository
    let main = try #require(try repository.oid(of: workspace.main))
    let tip = try #require(try repository.oid(of: try RefName.branch(branch)))
    return try VerifyCommits(workspace: workspace).run(tip: tip, excluding: [main], as: .proposal(for: main))
      .violations.map(Self.words)
  }

  private static func words(_ violation: Violation) -> String {
    "\(violation.rule)\(violation.path.map { " \($0)" } ?? "")"
  }

  /// What is accepted by whom, as `rule mail`.
  func accepted() throws -> [String] {
    try all().accepted.map { "\($0.violation.rule) \($0.by.email)" }
  }

  /// What `git verify-commit` says, by the exported signers.
  func isGoodForGit(_ commit: OID) throws -> Bool {
    try folder.write(try AllowedSigners(workspace: workspace).text, to: "allowed")
    return
      (try? folder.git(
        "-c", "gpg.format=ssh", "-c", "gpg.ssh.allowedSignersFile=\(folder("allowed"))", "verify-commit",
        commit.hex)) != nil
  }

  private func run(_ words: [String]) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = words
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }
}
