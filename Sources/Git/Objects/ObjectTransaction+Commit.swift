extension ObjectTransaction {
  /// Takes a commit and returns its id.
  ///
  /// - Parameters:
  ///   - message: The whole message; see ``CommitMessage``. A final line end is added, NUL characters are left out.
  ///   - signature: An armoured signature over ``commitBytes(tree:parents:author:committer:message:)``.
  package func commit(
    tree: OID, parents: [OID], author: Signature, committer: Signature, message: String,
    signature: String? = nil
  ) -> OID {
    var headers = Self.commitHeaders(tree: tree, parents: parents, author: author, committer: committer)
    if let signature {
      let lines = signature.split(separator: "\n").map { $0.filter { $0 != "\r" && $0 != "\0" } }
      headers += "gpgsig " + lines.joined(separator: "\n ") + "\n"
    }
    return insert(.commit, Array((headers + "\n" + Self.cleaned(message)).utf8))
  }

  /// The bytes that a signature of such a commit signs: the commit without its signature.
  package static func commitBytes(
    tree: OID, parents: [OID], author: Signature, committer: Signature, message: String
  ) -> [UInt8] {
    let headers = commitHeaders(tree: tree, parents: parents, author: author, committer: committer)
    return Array((headers + "\n" + cleaned(message)).utf8)
  }

  /// Takes an annotated tag and returns its id; a reference `refs/tags/name` to it is made separately.
  ///
  /// - Parameter name: The name without `refs/tags/`.
  /// - Throws: ``GitError/Kind/invalid`` for a name that Git does not accept, ``GitError/Kind/notFound`` when
  ///   `target` is neither stored nor collected.
  package func tag(name: String, target: OID, tagger: Signature, message: String) throws(GitError) -> OID {
    let ref = try RefName.tag(name)
    let kind = try object(target).kind
    let text = """
      object \(target)
      type \(kind.rawValue)
      tag \(ref.shortName)
      tagger \(tagger.text)

      \(Self.cleaned(message))
      """
    return insert(.tag, Array(text.utf8))
  }

  private static func commitHeaders(
    tree: OID, parents: [OID], author: Signature, committer: Signature
  ) -> String {
    var text = "tree \(tree)\n"
    for parent in parents { text += "parent \(parent)\n" }
    return text + "author \(author.text)\ncommitter \(committer.text)\n"
  }

  private static func cleaned(_ message: String) -> String {
    let text = message.utf8.contains(0) ? message.filter { $0 != "\0" } : message
    return text.hasSuffix("\n") ? text : text + "\n"
  }
}
