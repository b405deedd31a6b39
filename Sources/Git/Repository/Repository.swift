import CGit2
import Synchronization

/// A Git repository on this machine.
///
/// Safe to share: calls into libgit2 are made one at a time, and what they return is copied. Two repositories opened
/// on the same folder work side by side, and so do other processes, the git command among them.
package final class Repository: Sendable {
  /// The folder that holds the repository's data (`.git`, or the folder itself when it is bare), with a slash at its end.
  package let path: String
  /// The folder of the checked-out files, with a slash at its end; nil in a bare repository.
  package let workTree: String?

  /// The folder of the objects, without a slash at its end; a linked work tree shares that of its repository.
  let objectsPath: String
  /// The folder of what all linked work trees share (references, objects), with a slash at its end.
  let commonPath: String

  private let handle: Mutex<RepositoryHandle>

  private init(_ handle: consuming RepositoryHandle) {
    commonPath = String(cString: git_repository_commondir(handle.repository))
    objectsPath = commonPath + "objects"
    path = String(cString: git_repository_path(handle.repository))
    workTree = git_repository_workdir(handle.repository).map { String(cString: $0) }
    self.handle = Mutex(handle)
  }

  /// Makes a new repository whose `HEAD` points to the unborn branch `initialBranch`; missing folders are made.
  ///
  /// - Throws: ``GitError/Kind/alreadyExists`` when there is a repository at `path` already.
  package static func create(at path: String, bare: Bool, initialBranch: String) throws(GitError)
    -> Repository
  {
    let branch = try RefName.branch(initialBranch)
    let operation = "create repository \(path)"
    var options = git_repository_init_options()
    try LibGit2.check(
      git_repository_init_options_init(&options, UInt32(GIT_REPOSITORY_INIT_OPTIONS_VERSION)), operation)
    options.flags = GIT_REPOSITORY_INIT_MKPATH.rawValue | GIT_REPOSITORY_INIT_NO_REINIT.rawValue
    if bare { options.flags |= GIT_REPOSITORY_INIT_BARE.rawValue }
    let folder = bare ? "\(path)/" : "\(path)/.git/"
    try SystemError.makeAll(folders: folder)
    if LockJournal.hasNote(in: folder) { Leftovers.removeTrials(in: path) }
    try takingLocks(of: folder) { () throws(GitError) in
      let made = try Owned(operation, releasedBy: git_repository_free) { pointer in
        branch.shortName.withCString { name in
          options.initial_head = name
          return git_repository_init_ext(&pointer, path, &options)
        }
      }
      _ = consume made
    }
    return try open(at: path)
  }

  /// Calls `body`, which makes a repository in `folder`; locks that a killed process has left there are taken away.
  private static func takingLocks(of folder: String, _ body: () throws(GitError) -> Void) throws(GitError) {
    let (head, config) = ("\(folder)HEAD.lock", "\(folder)config.lock")
    try LockJournal.hold(in: folder, locks: [head, config]) { (journal) throws(GitError) in
      try journal.taking(head, config, body: body)
    }
  }

  /// Opens the repository at `path`: its work tree, or the folder of its data. Folders above are not searched.
  ///
  /// An update of several references, or of a work tree, in which another process was killed is finished.
  ///
  /// - Throws: ``GitError/Kind/notFound``; ``GitError/Kind/notOwned`` when the folder belongs to another user and
  ///   is not named in `safe.directory` of the user's or the system's Git configuration.
  package static func open(at path: String) throws(GitError) -> Repository {
    let repository = try Repository(RepositoryHandle(path))
    try repository.finishAbandoned()
    return repository
  }

  /// Calls `body` with the handle while no other call is in the library through this repository.
  func locked<Result: Sendable>(
    _ body: (borrowing RepositoryHandle) throws(GitError) -> Result
  ) throws(GitError) -> Result {
    try handle.withLock { (handle) throws(GitError) -> Result in
      try body(handle)
    }
  }
}

extension Repository: ObjectSource {
  package func object(_ oid: OID) throws(GitError) -> GitObject {
    try locked { (handle) throws(GitError) -> GitObject in try handle.object(oid) }
  }

  /// The size of the blob `oid`, in bytes, without reading its content.
  package func blobSize(_ oid: OID) throws(GitError) -> Int {
    try locked { (handle) throws(GitError) -> Int in
      var size = 0
      var kind = GIT_OBJECT_INVALID
      var id = oid.libgit2
      try LibGit2.check(git_odb_read_header(&size, &kind, handle.objects, &id), "read size of \(oid)")
      guard kind == GIT_OBJECT_BLOB else {
        throw GitError(.invalid, operation: "read size of \(oid)", detail: "this object is not a blob")
      }
      return size
    }
  }

  /// True when the object `oid` is stored here.
  package func contains(_ oid: OID) -> Bool {
    handle.withLock { handle in
      var id = oid.libgit2
      return git_odb_exists(handle.objects, &id) == 1
    }
  }

  /// True when the object `oid` is stored here as far as is known without looking at the disk for new packs.
  ///
  /// A false "no" costs one object stored twice; looking would cost a scan of the folder for every new object.
  func probablyContains(_ oid: OID) -> Bool {
    handle.withLock { handle in
      var id = oid.libgit2
      return git_odb_exists_ext(handle.objects, &id, GIT_ODB_LOOKUP_NO_REFRESH.rawValue) == 1
    }
  }

  /// Whether history was left out when this was cloned (`git clone --depth`); what is missing cannot be told from what
  /// never was.
  package var isShallow: Bool {
    handle.withLock { git_repository_is_shallow($0.repository) == 1 }
  }

  /// Makes objects visible that were written behind libgit2's back.
  func refreshObjects() throws(GitError) {
    try locked { (handle) throws(GitError) in
      try LibGit2.check(git_odb_refresh(handle.objects), "look for new packs")
    }
  }

  /// Starts to collect new objects.
  package func makeTransaction() -> ObjectTransaction {
    ObjectTransaction(repository: self)
  }
}
