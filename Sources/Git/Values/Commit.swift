/// A commit.
package struct Commit: Sendable, Hashable {
  /// Its id.
  package let oid: OID
  /// The tree it records.
  package let tree: OID
  /// The commits it follows; several for a merge, none for the first.
  package let parents: [OID]
  /// Who made the change.
  package let author: Signature
  /// Who made the commit.
  package let committer: Signature
  /// The whole message. Bytes that are not UTF-8 are shown as U+FFFD.
  package let message: String
  /// The signature (`gpgsig`): an armoured OpenPGP or SSH signature; nil for an unsigned commit.
  package let signature: String?
  /// The bytes that ``signature`` signs; empty for an unsigned commit.
  package let signedBytes: [UInt8]

  /// The first paragraph of the message on one line, as `git log --format=%s` has it.
  package var subject: String { CommitMessage.subject(of: message) }

  /// The message behind the first paragraph, trailers included.
  package var body: String { CommitMessage.body(of: message) }

  /// The trailers of the message, as `git interpret-trailers --parse` has them.
  package var trailers: [(key: String, value: String)] { Trailers.parse(message) }

  /// The value of the last trailer `key`, whose case does not matter; nil when there is none.
  package func trailer(_ key: String) -> String? {
    let wanted = key.lowercased()
    return trailers.last { $0.key.lowercased() == wanted }?.value
  }

  /// Reads the content of the commit object `oid`.
  init(parsing bytes: [UInt8], oid: OID) throws(GitError) {
    let headers = ObjectHeaders(parsing: bytes, leavingOut: ["gpgsig", "gpgsig-sha256"])
    guard let tree = headers.oids("tree")?.first, let parents = headers.oids("parent"),
      let author = headers.first("author"), let committer = headers.first("committer")
    else {
      throw GitError(.corrupt, operation: "read commit \(oid)", detail: "its headers are damaged")
    }
    self.oid = oid
    self.tree = tree
    self.parents = parents
    self.author = Signature(parsing: author)
    self.committer = Signature(parsing: committer)
    message = String(decoding: headers.message, as: UTF8.self)
    signature = headers.first("gpgsig").map { String(decoding: $0, as: UTF8.self) }
    signedBytes = signature == nil ? [] : headers.remainder
  }
}
