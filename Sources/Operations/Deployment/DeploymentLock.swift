import Governance
import Ledger

#if canImport(Glibc)
  import Glibc
#endif

/// One deployment into an environment at a time on this machine: a lock of the kernel, which goes with the process
/// whatever ends it. A promotion that says RUNNING is then one that was interrupted.
final class DeploymentLock {
  private let descriptor: Int32

  /// Throws where another process deploys into the environment.
  init(_ environment: Slug, of tenant: TenantRoot, in workspace: Workspace) throws(OpsError) {
    let path = "\(workspace.repository.path)/n8n-ops-deploy-\(tenant.tenant)-\(environment).lock"
    let opened = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard opened >= 0 else {
      throw OpsError(
        "The lock file cannot be opened", at: path, because: String(cString: strerror(errno)),
        remedy: "Check that the repository can be written by this user.")
    }
    guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
      close(opened)
      throw OpsError(
        "Another run is deploying", at: environment.text,
        remedy: "Nothing to do: it goes on. Look at its result.")
    }
    descriptor = opened
  }

  deinit { close(descriptor) }
}
