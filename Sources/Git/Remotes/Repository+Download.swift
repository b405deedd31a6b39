import CGit2

extension Repository {
  /// Gets the objects behind references of `remote`; no reference moves here.
  ///
  /// - Parameter isWanted: Picks the references.
  /// - Returns: What the wanted references of the remote point at.
  /// - Throws: As ``fetch(remote:refspecs:prune:)``.
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
    guard !missing.isEmpty else { return found }
    try connection.download(missing.map { "+\($0):\($0)" })
    try refreshObjects()
    for ref in missing { try requirePresent(found[ref], of: ref, remote) }
    return found
  }

  /// A remote that moved between its answers may not have sent all that it had named.
  private func requirePresent(_ oid: OID?, of ref: RefName, _ remote: Remote) throws(GitError) {
    if let oid, contains(oid) { return }
    throw GitError(
      .other, operation: "fetch from \(remote.shownURL)", detail: "it did not send what \(ref) points at")
  }
}
