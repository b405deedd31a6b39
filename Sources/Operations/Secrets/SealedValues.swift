import Git
import Governance
import Ledger

#if canImport(Glibc)
  import Glibc
#endif

/// The tenant's sealed values: a ref without history, so that a new key really replaces what the old one could open.
/// `key.age` is the key of the hash that makes placeholders; `values/ID.age` is one value each.
struct SealedValues {
  private static let keyFile = "key.age"
  private static let folder = "values"

  private let context: OperationContext
  private let key: ServiceKey

  /// Nil where no service key is configured.
  init?(_ context: OperationContext) {
    guard let key = context.serviceKey else { return nil }
    self.context = context
    self.key = key
  }

  private func ref() throws(OpsError) -> RefName {
    try context.workspace.ref(named: context.tenant.sealedRef)
  }

  private func read(_ path: String) throws(OpsError) -> [UInt8]? {
    let tree = try context.workspace.tree(of: try ref())
    return try readGit { () throws(GitError) in try tree.bytes(at: path) }
  }

  private func path(_ id: String) -> String { "\(Self.folder)/\(id).age" }

  private func note(_ happened: String, _ action: String) -> CommitNote {
    CommitNote("secret", happened, tenant: context.tenant.tenant, action: action)
  }

  /// The key of the hash that makes placeholders. It outlives the service key, so that placeholders do.
  func hashKey() throws(OpsError) -> [UInt8] {
    if let sealed = try read(Self.keyFile) { return try key.open(sealed) }
    var random = SystemRandomNumberGenerator()
    let sealed = try key.seal(
      (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &random) }, policy: policy)
    // Another process may be the first: then its key stands.
    try context.workspace.replace(try ref(), as: context.machineAct()) { (tree, edit) throws(OpsError) in
      if try readGit({ () throws(GitError) in try tree.bytes(at: Self.keyFile) }) != nil { return nil }
      edit.put(sealed, at: Self.keyFile)
      return note("make the key of placeholders", "secret.key")
    }
    guard let present = try read(Self.keyFile) else {
      throw OpsError("The key of placeholders is gone right after it was made", at: context.tenant.sealedRef)
    }
    return try key.open(present)
  }

  private var policy: SecretPolicy { context.rules.secrets }

  /// Keeps values that are not kept yet.
  func keep(_ values: [String: String]) throws(OpsError) {
    var sealed: [String: [UInt8]] = [:]
    for (id, value) in values where try read(path(id)) == nil {
      sealed[path(id)] = try key.seal(Array(value.utf8), policy: policy)
    }
    guard !sealed.isEmpty else { return }
    try context.workspace.replace(try ref(), as: context.machineAct()) { (tree, edit) throws(OpsError) in
      for (path, bytes) in sealed
      where try readGit({ () throws(GitError) in try tree.bytes(at: path) }) == nil {
        edit.put(bytes, at: path)
      }
      return note("seal \(sealed.count)", "secret.keep")
    }
  }

  /// The values of these ids; those that are not there are left out.
  func open(_ ids: Set<String>) throws(OpsError) -> [String: String] {
    var result: [String: String] = [:]
    for id in ids.sorted() {
      guard let sealed = try read(path(id)) else { continue }
      result[id] = String(decoding: try key.open(sealed), as: UTF8.self)
    }
    return result
  }

  /// Seals everything to another key, in one step.
  ///
  /// - Returns: how many files were sealed again.
  func rotate(to new: ServiceKey) throws(OpsError) -> Int {
    let branch = try ref()
    var count = 0
    try context.workspace.replace(branch, as: context.machineAct()) { (tree, edit) throws(OpsError) in
      count = 0
      for path in try readGit({ () throws(GitError) in try tree.files() }) {
        guard let sealed = try readGit({ () throws(GitError) in try tree.bytes(at: path) }) else { continue }
        let value: [UInt8]
        do {
          value = try key.open(sealed)
        } catch {
          // What a run before this one has done already opens with the new key, and stays.
          _ = try new.open(sealed)
          continue
        }
        edit.put(try new.seal(value, policy: policy), at: path)
        count += 1
      }
      return count == 0 ? nil : note("seal \(count) again", "secret.rotate")
    }
    return count
  }
}
