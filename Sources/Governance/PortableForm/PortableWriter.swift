import JSON

/// Turns a portable form into a workflow for one instance.
struct PortableWriter {
  let canonicalID: String
  let mappings: EnvironmentMappings
  let policy: NormalizationPolicy
  let overlay: Overlay?
  private var unresolved: [PortableReport] = []

  init(canonicalID: String, mappings: EnvironmentMappings, policy: NormalizationPolicy, overlay: Overlay?) {
    self.canonicalID = canonicalID
    self.mappings = mappings
    self.policy = policy
    self.overlay = overlay
  }

  mutating func result(of portable: JSONObject) -> N8NWorkflowResult {
    var document = portable.filter { key, _ in key != "tags" && key != "active" }
    document["nodes"] = nodes(portable["nodes"])
    document["settings"] = settings(portable["settings"])
    return N8NWorkflowResult(
      document: .object(document),
      tags: (portable["tags"]?.arrayValue ?? []).compactMap(\.stringValue),
      isActive: portable["active"]?.boolValue ?? false, unresolved: unresolved)
  }

  private mutating func report(_ kind: PortableReport.Kind, at pointer: JSONPointer, _ message: String) {
    unresolved.append(PortableReport(kind: kind, pointer: pointer, message: message))
  }

  private mutating func nodes(_ json: JSON?) -> JSON {
    var result: [JSON] = []
    for (index, element) in (json?.arrayValue ?? []).enumerated() {
      guard let node = WorkflowNode(element) else {
        result.append(element)
        continue
      }
      result.append(.object(self.node(node, at: JSONPointer().appending("nodes").appending(index))))
    }
    return .array(result)
  }

  private mutating func node(_ node: WorkflowNode, at pointer: JSONPointer) -> JSONObject {
    var result = node.json
    if result["id"] == nil {
      result["id"] = .string(DerivedIdentity.nodeID(workflow: canonicalID, nodeName: node.name))
    }
    if result["webhookId"] == nil, WebhookIdentity(policy: policy).isNeeded(node) {
      result["webhookId"] = .string(DerivedIdentity.webhookID(workflow: canonicalID, node: node))
    }
    if let credentials = node.json["credentials"] {
      result["credentials"] = self.credentials(credentials, at: pointer.appending("credentials"))
    }
    if let parameters = node.json["parameters"] {
      result["parameters"] = self.parameters(of: node, parameters, at: pointer.appending("parameters"))
    }
    overlay?.apply(to: &result, workflow: canonicalID)
    for place in Overlay.markers(in: result) {
      let here = JSONPointer(tokens: pointer.tokens + place.tokens)
      report(.missingOverlayValue, at: here, "the environment's overlay must have a value here")
    }
    return result
  }

  private mutating func credentials(_ json: JSON, at pointer: JSONPointer) -> JSON {
    guard let byType = json.objectValue else { return json }
    var result = JSONObject()
    for (type, credential) in byType {
      result[type] = credential
      guard credential["id"] == nil, let name = credential["name"]?.stringValue else {
        report(.unmappedCredential, at: pointer.appending(type), "a credential of type \(type) is not mapped")
        continue
      }
      if let own = mappings.credentialsByName[LogicalCredential(type: type, name: name)] {
        result[type] = .object(["id": .string(own.id), "name": .string(own.name)])
      } else {
        report(
          .unmappedCredential, at: pointer.appending(type),
          "the credential \(name) of type \(type) has no counterpart in this environment")
      }
    }
    return .object(result)
  }

  private mutating func parameters(of node: WorkflowNode, _ json: JSON, at pointer: JSONPointer) -> JSON {
    let result = WorkflowReferences(policy: policy).rewrite(json, of: node, at: pointer, dropping: .empty) {
      found in
      switch found {
      case .dynamic, .dataTable: return nil
      case .candidate(let text, _):
        return WorkflowSymbol.canonicalID(in: text).flatMap { mappings.workflowIDs[$0] }
      case .id(let text, let place):
        if let id = WorkflowSymbol.canonicalID(in: text).flatMap({ mappings.workflowIDs[$0] }) { return id }
        if !mappings.workflows.keys.contains(text) {
          report(.unmappedWorkflow, at: place, "the sub-workflow has no counterpart in this environment")
        }
        return nil
      }
    }
    return inlined(result, of: node, at: pointer)
  }

  /// The parameters with the references in the workflow that stands in them translated, if one does.
  private mutating func inlined(_ parameters: JSON, of node: WorkflowNode, at place: JSONPointer) -> JSON {
    guard let inline = InlineWorkflow.text(in: node, policy: policy).flatMap(InlineWorkflow.init) else {
      return parameters
    }
    let here = place.appending(InlineWorkflow.parameter)
    let translated = inline.text { node, place in
      let place = JSONPointer(tokens: here.tokens + place.tokens)
      return node.json.rewritten { key, value in
        switch key {
        case "parameters":
          .replaced(self.parameters(of: node, value, at: place.appending("parameters")))
        case "credentials": .replaced(credentials(value, at: place.appending("credentials")))
        default: .kept
        }
      }
    } settings: { settings in
      guard let text = settings["errorWorkflow"]?.stringValue, !text.isEmpty else { return settings }
      var settings = settings
      settings.set(.string(id(of: text, at: here)), at: JSONPointer().appending("errorWorkflow"))
      return settings
    }
    guard let translated else { return parameters }
    var result = parameters
    result.set(.string(translated), at: JSONPointer().appending(InlineWorkflow.parameter))
    return result
  }

  private mutating func settings(_ json: JSON?) -> JSON {
    guard let settings = json?.objectValue else { return .object([:]) }
    let pointer = JSONPointer().appending("settings")
    var result = JSONObject()
    for (key, value) in settings {
      switch (key, value.stringValue) {
      case ("errorWorkflow", let text?):
        result[key] = .string(id(of: text, at: pointer.appending(key)))
      case ("callerIds", let texts?):
        let ids = texts.split(separator: ",").map { id(of: String($0), at: pointer.appending(key)) }
        result[key] = .string(ids.joined(separator: ","))
      default:
        result[key] = value
      }
    }
    return .object(result)
  }

  private mutating func id(of text: String, at pointer: JSONPointer) -> String {
    if let id = WorkflowSymbol.canonicalID(in: text).flatMap({ mappings.workflowIDs[$0] }) { return id }
    report(.unmappedWorkflow, at: pointer, "the workflow has no counterpart in this environment")
    return text
  }
}
