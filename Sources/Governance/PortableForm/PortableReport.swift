package import JSON

/// Something that a translation found and left as it was.
package struct PortableReport: Sendable, Hashable {
  /// What was found.
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    /// A top-level field that no policy names; it is kept.
    case unknownField
    /// A credential that the environment's mappings do not have.
    case unmappedCredential
    /// A reference to a workflow that the environment's mappings do not have.
    case unmappedWorkflow
    /// A reference to a workflow that an expression makes at run time.
    case dynamicWorkflow
    /// A reference to something of the instance that has no logical name: a data table.
    case instanceBound
    /// A place where the environment's overlay must have a value and has none.
    case missingOverlayValue
    /// A value of the wrong kind.
    case malformed
  }

  package var kind: Kind
  /// Where, in the document that was translated.
  package var pointer: JSONPointer
  /// In words, without any value that could be a secret.
  package var message: String

  /// With the node and the place, for people: `node "Ask" /credentials/slackApi: ...`.
  ///
  /// - Parameter document: the one that was translated.
  package func words(in document: JSON) -> String {
    let tokens = pointer.tokens
    guard tokens.count >= 2, tokens[0] == "nodes",
      let name = document.value(at: JSONPointer(tokens: Array(tokens.prefix(2))))?["name"]?.stringValue
    else { return tokens.isEmpty ? message : "\(pointer): \(message)" }
    let place = JSONPointer(tokens: Array(tokens.dropFirst(2)))
    return "node \(JSON.string(name).text(.compact)) \(place): \(message)"
  }

  package init(kind: Kind, pointer: JSONPointer, message: String) {
    self.kind = kind
    self.pointer = pointer
    self.message = message
  }
}
