import Git
package import Governance

extension TenantLedger {
  /// The overlay of an environment, where it has one.
  package func overlay(of environment: Slug, in tree: LedgerTree) throws(OpsError) -> Overlay? {
    let path = tenant.overlay(environment)
    guard let bytes = try readGit({ () throws(GitError) in try tree.bytes(at: path) }) else { return nil }
    do {
      return try Overlay(try parse(bytes, at: path))
    } catch {
      throw OpsError(
        "An overlay cannot be used", at: path, because: "\(error)", remedy: "Correct the file and commit it.")
    }
  }
}
