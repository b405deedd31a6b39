import CGit2

extension Repository {
  /// Gets the objects behind references of `remote`; no reference moves here.
  ///
  /// - Parameter isWanted: Picks the references.
  /// - Returns: What the wanted references of the remote point at.
  /// - Throws: As ``fetch(remote:refspecs:prune:)``; ``GitError/Kind/other`` where the remote did not send all.
  package func download(from remote: Remote, where isWanted: (RefName) -> Bool) throws(GitError)
    -> [RefName: OID]
  {
    let connection = try RemoteConnection.open(
      RemoteSession(remote), from: path, direction: GIT_DIRECTION_FETCH)
    var found: [RefName: OID] = [:]
    for (name, oid) in try connection.references() {
      // HEAD, peeled tags (name^{}) and names that this Git does not accept are none of these.
      guard let ref = try? RefName(name), isWanted(ref) else { continue }
      found[ref] = oid
    }
    let missing = found.filter { !contains($0.value) }.keys.sorted()
    do throws(GitError) {
      if !missing.isEmpty {
        try connection.download(missing.map { "+\($0):\($0)" })
        try refreshObjects()
      }
      try requireWhole(found)
    } catch {
      throw damage() ?? error
    }
    return found
  }
}
