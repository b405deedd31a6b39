import CGit2

#if canImport(Glibc)
  import Glibc
#endif

/// The C library: its start and its settings, which libgit2 keeps once a process.
///
/// `docs/decisions/0003-git-in-process.md` says why each setting is as it is.
enum LibGit2 {
  /// Starts the library on first use; `static let` makes that happen once.
  static let isStarted: Bool = {
    guard git_libgit2_init() > 0 else { return false }
    let settings = [
      cgit2_set_strict_object_creation(1),
      cgit2_set_strict_hash_verification(1),
      cgit2_set_fsync(1),
      cgit2_set_owner_validation(1),
      cgit2_set_cache_max_size(cacheLimit),
      cgit2_set_mapped_window(mappedWindow, mappedLimit),
    ]
    return settings.allSatisfy { $0 == 0 }
  }()

  /// The most that libgit2 may keep of read trees, commits and tags, in bytes.
  private static let cacheLimit = 16 << 20
  /// The size of one mapped piece of a pack, in bytes.
  private static let mappedWindow = 8 << 20
  /// The most that libgit2 maps of packs at a time, in bytes.
  private static let mappedLimit = 32 << 20

  /// Throws when the library could not be started.
  static func start() throws(GitError) {
    guard isStarted else {
      throw GitError(.other, operation: "start libgit2", detail: "the library refused its settings")
    }
  }

  /// Throws the error that stands behind a negative `status`.
  static func check(_ status: Int32, _ operation: @autoclosure () -> String) throws(GitError) {
    guard status < 0 else { return }
    throw error(status, operation())
  }

  /// The error behind `status`, with libgit2's own words for it.
  static func error(_ status: Int32, _ operation: String) -> GitError {
    let last = git_error_last()
    let message = last.flatMap { $0.pointee.message }.map { String(cString: $0) } ?? "no further details"
    let errorClass = last.map { $0.pointee.klass } ?? 0
    return GitError(
      kind(of: status, class: errorClass, message: message), operation: operation, detail: message)
  }

  private static func kind(of status: Int32, class errorClass: Int32, message: String) -> GitError.Kind {
    switch git_error_code(status) {
    case GIT_ENOTFOUND, GIT_EUNBORNBRANCH: .notFound
    case GIT_EEXISTS: .alreadyExists
    case GIT_ENONFASTFORWARD: .refused
    case GIT_EINVALIDSPEC, GIT_EINVALID, GIT_EAMBIGUOUS, GIT_EPEEL, GIT_EBAREREPO: .invalid
    case GIT_ELOCKED: .locked
    case GIT_EAUTH: .unauthorized
    case GIT_ECERTIFICATE: .untrusted
    case GIT_EMISMATCH: .corrupt
    case GIT_EOWNER: .notOwned
    default: kind(ofClass: errorClass, message: message)
    }
  }

  /// libgit2 answers -1 for most failures; the class then says from where it came.
  private static func kind(ofClass errorClass: Int32, message: String) -> GitError.Kind {
    switch git_error_t(UInt32(bitPattern: errorClass)) {
    case GIT_ERROR_OS, GIT_ERROR_NOMEMORY, GIT_ERROR_FILESYSTEM: .io
    case GIT_ERROR_ZLIB, GIT_ERROR_OBJECT, GIT_ERROR_TREE, GIT_ERROR_TAG, GIT_ERROR_INDEXER, GIT_ERROR_ODB,
      GIT_ERROR_REFERENCE:
      .corrupt
    case GIT_ERROR_NET, GIT_ERROR_SSH, GIT_ERROR_HTTP: .unreachable
    case GIT_ERROR_SSL: .untrusted
    case GIT_ERROR_INVALID: .invalid
    default: .other
    }
  }
}
