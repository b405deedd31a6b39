import Governance

#if canImport(Glibc)
  import Glibc
#endif

/// One run at a time for a repository on this machine: a lock of the kernel, which goes with the process whatever
/// ends it. Runs on other machines are kept apart by compare-and-swap of refs.
struct RunLock {
  private let descriptor: Int32

  /// Takes the lock; nil when another process has it.
  init?(repository: String) throws(OpsError) {
    let path = "\(repository)/n8n-ops.lock"
    let opened = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard opened >= 0 else {
      throw OpsError(
        "The lock file cannot be opened", at: path, because: String(cString: strerror(errno)),
        remedy: "Check that the repository can be written by this user.")
    }
    guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
      let isTaken = errno == EWOULDBLOCK
      let why = String(cString: strerror(errno))
      close(opened)
      if isTaken { return nil }
      throw OpsError(
        "The repository cannot be locked", at: path, because: why,
        remedy: "Keep the repository on a file system that has locks.")
    }
    descriptor = opened
  }

  func release() {
    close(descriptor)
  }
}
