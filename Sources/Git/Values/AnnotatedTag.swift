/// A tag object: a name for another object, with who gave it and why.
package struct AnnotatedTag: Sendable, Hashable {
  /// Its id.
  package let oid: OID
  /// The object it names.
  package let target: OID
  /// The kind of ``target``.
  package let targetKind: ObjectKind
  /// The name, without `refs/tags/`.
  package let name: String
  /// Who made it; nil in very old tags.
  package let tagger: Signature?
  /// The whole message, a signature at its end included.
  package let message: String

  /// Reads the content of the tag object `oid`.
  init(parsing bytes: [UInt8], oid: OID) throws(GitError) {
    let headers = ObjectHeaders(parsing: bytes)
    let kind = headers.first("type").flatMap { ObjectKind(rawValue: String(decoding: $0, as: UTF8.self)) }
    guard let target = headers.oids("object")?.first, let kind, let name = headers.first("tag") else {
      throw GitError(.corrupt, operation: "read tag \(oid)", detail: "its headers are damaged")
    }
    self.oid = oid
    self.target = target
    targetKind = kind
    self.name = String(decoding: name, as: UTF8.self)
    tagger = headers.first("tagger").map { Signature(parsing: $0) }
    message = String(decoding: headers.message, as: UTF8.self)
  }
}
