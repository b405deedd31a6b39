import JSON

/// The part of a node that says what it does.
struct SemanticNode {
  let policy: NormalizationPolicy

  func value(of node: WorkflowNode) -> JSONObject {
    let knowledge = policy.nodes.type(node.type)
    return node.json.compactMapMembers { key, value in
      switch key {
      case "name", "type", "typeVersion":
        return value.isNull ? .none : .some(value.asJavaScript)
      case "parameters":
        let parameters = SemanticParameters(policy: policy, node: node, knowledge: knowledge).value
        return parameters.isEmpty ? .none : .some(.object(parameters))
      case "credentials":
        let credentials = self.credentials(value, knowledge: knowledge)
        return credentials.isEmpty ? .none : .some(.object(credentials))
      default:
        return isMeaningless(key, value) ? .none : .some(value.asJavaScript)
      }
    }
  }

  private func isMeaningless(_ key: String, _ value: JSON) -> Bool {
    value.asJavaScript.isNull || policy.cosmeticNodeFields.contains(key)
      || policy.isDefaultNodeField(key, value)
      || policy.isSilentNodeDefault(key, value)
  }

  /// Credential type -> what it is identified by: its logical name, or its id where the mappings do not have it.
  /// Types that the node's type cannot use are left out: n8n's editor drops them.
  private func credentials(_ json: JSON, knowledge: NodeTypeKnowledge?) -> JSONObject {
    guard let byType = json.objectValue else { return JSONObject() }
    var result = JSONObject()
    for (type, credential) in byType where isUsed(type, knowledge: knowledge) {
      if let id = credential["id"], !id.isNull, id.stringValue != "" {
        result[type] = .object(["id": id.asJavaScript])
      } else {
        result[type] = .object(["name": credential["name"] ?? credential])
      }
    }
    return result
  }

  private func isUsed(_ type: String, knowledge: NodeTypeKnowledge?) -> Bool {
    guard let knowledge, !knowledge.choosesCredentialType else { return true }
    return knowledge.credentialTypes.contains(type)
  }
}
