import Synchronization

/// Collects new objects; nothing is stored before ``flush()``, then everything in one go.
///
/// Reads through the transaction see its objects. Safe to share: several threads may add objects, which are hashed and
/// compressed side by side. A transaction that is dropped leaves nothing behind.
package final class ObjectTransaction: Sendable {
  let repository: Repository
  private let deflaters = DeflaterPool()
  private let state: Mutex<State>

  init(repository: Repository) {
    self.repository = repository
    state = Mutex(State(writer: PackWriter(folder: repository.objectsPath)))
  }

  /// The number of objects that wait to be stored.
  package var count: Int { state.withLock { $0.writer.entries.count } }

  /// Takes the blob `bytes` and returns its id. Not stored again if the repository has it.
  ///
  /// A disk that fails meanwhile is reported by ``flush()``.
  package func blob(_ bytes: [UInt8]) -> OID {
    insert(.blob, bytes)
  }

  /// Stores all collected objects: durable when this returns, as one pack or, when they are few, one by one.
  ///
  /// Nothing happens when there are none. The transaction is empty afterwards and may be used again.
  ///
  /// - Throws: ``GitError/Kind/io``; then no reference may be moved to the objects, which are partly stored or not at all.
  package func flush() throws(GitError) {
    try state.withLock { (state) throws(GitError) in
      if let failure = state.failure { throw failure }
      try state.writer.store()
    }
    try repository.refreshObjects()
  }

  /// Takes an object in its stored form.
  func insert(_ kind: ObjectKind, _ bytes: [UInt8]) -> OID {
    let oid = SHA1.objectID(kind, bytes)
    guard !state.withLock({ $0.writer.contains(oid) }), !repository.probablyContains(oid) else { return oid }
    let encoded = deflaters.use { PackWriter.encode(kind, bytes, with: $0) }
    state.withLock { state in
      guard state.failure == nil else { return }
      do throws(GitError) {
        try state.writer.add(oid, encoded.bytes, crc: encoded.crc)
      } catch {
        state.failure = error
      }
    }
    return oid
  }

  private struct State: ~Copyable {
    var writer: PackWriter
    /// The first failure to collect an object; the transaction cannot be flushed any more.
    var failure: GitError?
  }
}

extension ObjectTransaction: ObjectSource {
  package func object(_ oid: OID) throws(GitError) -> GitObject {
    let collected = try state.withLock { (state) throws(GitError) -> GitObject? in
      try state.writer.object(oid)
    }
    if let collected { return collected }
    return try repository.object(oid)
  }
}
