import JSON

extension SemanticWriter {
  /// Writes the part of a node that says what it does.
  mutating func node(_ node: WorkflowNode) {
    enter(node)
    output.beginObject()
    node.json.forEachInCanonicalOrder { key, value in
      switch key {
      case "name", "type", "typeVersion":
        if !value.isNullAsJavaScript { member(key, value) }
      case "parameters":
        optional(key) { writer in writer.parameters(node.parameters) }
      case "credentials":
        optional(key) { writer in writer.credentials(value) }
      default:
        if !isMeaningless(key, value) { member(key, value) }
      }
    }
    output.endObject()
  }

  /// Makes this node the one that is being written.
  mutating func enter(_ node: WorkflowNode) {
    knowledge = policy.nodes.type(node.type)
    offeredVersion = knowledge?.offers(node.typeVersion) == true ? node.typeVersion : nil
  }

  /// Writes a member whose value `write` writes, unless that says that there is none.
  mutating func optional(_ key: String, _ write: (inout SemanticWriter) -> Bool) {
    let start = output.count
    output.name(key)
    if !write(&self) { output.truncate(to: start) }
  }

  private func isMeaningless(_ key: String, _ value: JSON) -> Bool {
    value.isNullAsJavaScript || policy.cosmeticNodeFields.contains(key)
      || policy.isDefaultNodeField(key, value)
      || policy.isSilentNodeDefault(key, value)
  }

  /// Writes credential type -> what it is identified by: its logical name, or its id where the mappings do not have
  /// it. Types that the node's type cannot use are left out: n8n's editor drops them. False where none is left.
  private mutating func credentials(_ json: JSON) -> Bool {
    guard let byType = json.objectValue else { return false }
    output.beginObject()
    let empty = output.count
    byType.forEachInCanonicalOrder { type, credential in
      guard isUsed(type) else { return }
      output.name(type)
      output.beginObject()
      if let id = credential["id"], !id.isNull, id != "" {
        member("id", id)
      } else {
        member("name", credential["name"] ?? credential)
      }
      output.endObject()
    }
    let isEmpty = output.count == empty
    output.endObject()
    return !isEmpty
  }

  private func isUsed(_ type: String) -> Bool {
    guard let knowledge, !knowledge.choosesCredentialType else { return true }
    return knowledge.credentialTypes.contains(type)
  }
}
