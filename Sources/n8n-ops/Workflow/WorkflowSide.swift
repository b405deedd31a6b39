import Foundation
import Git
import Governance
import JSON
import Ledger
import Operations
import Terminal

/// Finds a side of a comparison: a file, a file of a revision, or one workflow of an ops repository.
struct WorkflowSideReader {
  let context: CommandContext
  let options: WorkspaceOptions
  let files: WorkflowFiles

  init(_ context: CommandContext, _ options: WorkspaceOptions) throws(OpsError) {
    self.context = context
    self.options = options
    files = try WorkflowFiles(context)
  }

  /// A file, or `REV:PATH`, in portable form; nil for `/dev/null`, which Git names where a side has no file.
  func portable(_ name: String) throws -> PortableResult? {
    if name == "/dev/null" { return nil }
    let path = absolute(name, in: context.workingDirectory)
    guard !FileManager.default.fileExists(atPath: path), let colon = name.firstIndex(of: ":") else {
      return try files.portable(name)
    }
    let repository = try self.repository()
    let revision = String(name[..<colon])
    guard let tree = try repository.object(at: revision.isEmpty ? "HEAD" : revision) else {
      throw OpsError(
        "There is no such file and no such revision", at: name, because: "Git does not know \(revision)",
        remedy: "Name a file, or REV:PATH as in git show.")
    }
    let file = inRepository(String(name[name.index(after: colon)...]), repository)
    guard let blob = try repository.entry(at: file, in: tree) else {
      throw OpsError(
        "The revision has no such file", at: name, remedy: "git ls-tree -r --name-only \(revision)")
    }
    return files.portable(of: try files.document(in: try repository.blob(blob.oid), at: name))
  }

  /// As Git reads it, `./` begins at the current folder.
  private func inRepository(_ path: String, _ repository: Repository) -> String {
    guard path.hasPrefix("./"), let root = repository.workTree else { return path }
    let here = URL(fileURLWithPath: context.workingDirectory).resolvingSymlinksInPath().path + "/"
    return here.hasPrefix(root)
      ? String(here.dropFirst(root.count) + path.dropFirst(2)) : String(path.dropFirst(2))
  }

  private func repository() throws -> Repository {
    let folder = Session.repositoryPath(options, context)
    guard let repository = try Repository.discover(from: folder) else {
      throw OpsError("There is no Git repository", at: folder, remedy: "Name one with --repo.")
    }
    return repository
  }
}

/// Finds the versions of one workflow of an ops repository.
struct WorkflowVersionReader {
  let ledger: TenantLedger
  let workflow: Slug
  /// The environment whose approved content a revision of `main` is asked for.
  let environment: Slug?

  /// What `name` says: an environment (what was last observed), `ENV:baseline` (what is approved there),
  /// `ENV:observed`, or a revision of an observed branch or of `main`; nil where the workflow is not there.
  func version(_ name: String) throws -> PortableResult? {
    let parts = name.split(separator: ":", maxSplits: 1).map(String.init)
    if let environment = parts.first.flatMap({ Slug($0) }), try ledger.allEnvironments().contains(environment)
    {
      switch parts.dropFirst().first {
      case nil, "observed":
        return try result(
          ledger.running(workflow, in: environment), draft: ledger.draft(workflow, in: environment))
      case "baseline": return try result(ledger.approved(workflow, in: environment))
      default: break
      }
    }
    return try version(ofRevision: name)
  }

  /// The overlays of the environments that the sides are of, as they are now.
  func overlays(of names: [String]) throws -> [Overlay] {
    let known = try ledger.allEnvironments()
    let named = names.compactMap { name in name.split(separator: ":").first.flatMap { Slug(String($0)) } }
    let main = try ledger.workspace.mainTree()
    return try Set(named + [environment].compactMap(\.self)).intersection(known).sorted().compactMap {
      try ledger.overlay(of: $0, in: main)
    }
  }

  private func version(ofRevision name: String) throws -> PortableResult? {
    let repository = ledger.workspace.repository
    guard let tree = try repository.object(at: name) else {
      let environments = try ledger.allEnvironments().map(\.text).joined(separator: ", ")
      throw OpsError(
        "There is no such environment and no such revision", at: name,
        because: "the environments are: \(environments)", remedy: "n8n-ops env list")
    }
    if try repository.entry(at: FormatFile.path, in: tree) == nil {
      return try result(
        document(ObservedPaths.workflow(workflow), in: tree),
        draft: document(ObservedPaths.draft(workflow), in: tree))
    }
    guard let environment else {
      throw OpsError(
        "A revision of main has approved content for every environment", at: name,
        remedy: "Say which one with --env.")
    }
    return try result(document(ledger.tenant.baseline(environment, workflow), in: tree))
  }

  private func result(_ workflow: JSON?, draft: JSON? = nil) -> PortableResult? {
    workflow.map { PortableResult(stored: $0, draft: draft, policy: ledger.rules.normalization) }
  }

  private func document(_ path: String, in tree: OID) throws -> JSON? {
    guard let entry = try ledger.workspace.repository.entry(at: path, in: tree) else { return nil }
    return try ledger.document(entry.oid)
  }
}

extension [Overlay] {
  /// The version with marks wherever one of the environments has a value of its own.
  func masking(_ version: PortableResult, _ workflow: Slug) -> PortableResult {
    var version = version
    for overlay in self {
      version.workflow = overlay.masked(version.workflow, workflow: workflow.text)
      version.draft = version.draft.map { overlay.masked($0, workflow: workflow.text) }
    }
    return version
  }
}
