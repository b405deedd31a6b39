import JSON

/// Turns an instance's workflow into its portable form, and notes what it finds on the way.
///
/// A class because it is asked something for each member of each node: the tables of a structure would be retained
/// and released each time.
final class PortableReader {
  let mappings: EnvironmentMappings
  let policy: NormalizationPolicy
  let overlay: Overlay?
  /// The canonical id, where the mappings have the document's id.
  let canonicalID: String?
  private(set) var reports: [PortableReport] = []

  init(document: JSONObject, mappings: EnvironmentMappings, policy: NormalizationPolicy, overlay: Overlay?) {
    self.mappings = mappings
    self.policy = policy
    self.overlay = overlay
    canonicalID = document["id"]?.stringValue.flatMap { mappings.workflows[$0] }
  }

  func report(_ kind: PortableReport.Kind, at pointer: JSONPointer, _ message: String) {
    reports.append(PortableReport(kind: kind, pointer: pointer, message: message))
  }

  /// The portable form of the document's nodes, connections and the rest.
  func workflow(of document: JSONObject) -> JSONObject {
    var result: JSONObject = [
      "name": .string(document["name"]?.stringValue ?? ""),
      "nodes": nodes(document["nodes"]),
      "connections": connections(document["connections"]),
      "settings": settings(document["settings"]),
      "tags": tags(document["tags"]),
      "active": .bool(document["active"]?.boolValue ?? false),
    ]
    document.forEachMember { key, value in
      guard !policy.volatileWorkflowFields.contains(key), result[key] == nil, !value.isNothing else { return }
      if key == "pinData" && !policy.keepsPinData { return }
      result[key] = value.asJavaScript
      if key == "pinData" || policy.cosmeticWorkflowFields.contains(key) { return }
      report(.unknownField, at: JSONPointer().appending(key), "unknown field \(key), kept as it is")
    }
    return result
  }

  private func connections(_ json: JSON?) -> JSON {
    guard let json, !json.isNull else { return .object([:]) }
    guard json.objectValue != nil else {
      report(.malformed, at: JSONPointer().appending("connections"), "must be an object, is \(json.kindName)")
      return .object([:])
    }
    return json.asJavaScript
  }

  private func nodes(_ json: JSON?) -> JSON {
    let pointer = JSONPointer().appending("nodes")
    guard let json, !json.isNull else { return .array([]) }
    guard let elements = json.arrayValue else {
      report(.malformed, at: pointer, "must be an array, is \(json.kindName)")
      return .array([])
    }
    var result: [JSON] = []
    result.reserveCapacity(elements.count)
    for (index, element) in elements.enumerated() {
      guard let node = WorkflowNode(element) else {
        report(.malformed, at: pointer.appending(index), "must be an object, is \(element.kindName)")
        result.append(element.asJavaScript)
        continue
      }
      result.append(.object(self.node(node, at: pointer.appending(index))))
    }
    return .array(result)
  }

  private func node(_ node: WorkflowNode, at pointer: JSONPointer) -> JSONObject {
    var result = node.json.rewritten { key, value in
      switch key {
      case "parameters": return parameters(of: node, value, at: pointer)
      case "credentials": return credentials(value, at: pointer)
      case "id": return isDerivedID(value, of: node) ? .dropped : present(value)
      case "webhookId": return keepsWebhookID(value, of: node) ? .kept : .dropped
      case "name", "type", "typeVersion", "position": return present(value)
      default: return isDropped(key, value) ? .dropped : .asJavaScript(value)
      }
    }
    if let overlay, let canonicalID { overlay.mask(&result, workflow: canonicalID, onlyItsOwnValues: true) }
    return result
  }

  /// The value, unless it is null or a number that JavaScript does not have.
  private func present(_ value: JSON) -> MemberFate {
    value.isNullAsJavaScript ? .dropped : .asJavaScript(value)
  }

  private func isDropped(_ key: String, _ value: JSON) -> Bool {
    value.isNullAsJavaScript || policy.volatileNodeFields.contains(key)
      || policy.isDefaultNodeField(key, value)
  }

  private func isDerivedID(_ value: JSON, of node: WorkflowNode) -> Bool {
    guard let canonicalID, let id = value.stringValue else { return value.isNull }
    guard DerivedIdentity.mayBeDerived(id) else { return false }
    return id == DerivedIdentity.nodeID(workflow: canonicalID, nodeName: node.name)
  }

  private func keepsWebhookID(_ value: JSON, of node: WorkflowNode) -> Bool {
    guard let id = value.stringValue, !id.isEmpty, WebhookIdentity(policy: policy).isInURL(node) else {
      return false
    }
    guard let canonicalID, DerivedIdentity.mayBeDerived(id) else { return true }
    return id != DerivedIdentity.webhookID(workflow: canonicalID, node: node)
      && id != DerivedIdentity.webhookID(workflow: canonicalID, nodeKey: node.name)
  }

  private func credentials(_ json: JSON, at node: JSONPointer) -> MemberFate {
    guard let byType = json.objectValue else { return present(json) }
    guard !byType.isEmpty else { return .dropped }
    let pointer = node.appending("credentials")
    let result = byType.rewritten { type, credential in
      // An empty id is none (templates have it): credentials of any name would become the same.
      guard let id = credential["id"]?.stringValue, !id.isEmpty else {
        if credential["name"]?.stringValue == nil || credential["id"] != nil {
          report(.unmappedCredential, at: pointer.appending(type), "a credential of type \(type) has no id")
        }
        // Very old releases wrote the name alone.
        if let name = credential.stringValue { return .replaced(["name": .string(name)]) }
        if let name = newName(of: credential, type) { return .replaced(["name": .string(name)]) }
        return .asJavaScript(credential)
      }
      if let name = mappings.credentials[CredentialKey(type: type, id: id)] {
        return .replaced(.object(["name": .string(name)]))
      }
      report(.unmappedCredential, at: pointer.appending(type), "a credential of type \(type) is not mapped")
      return .asJavaScript(credential)
    }
    return .replaced(.object(result))
  }

  /// The name that a logical credential got since the document was written.
  private func newName(of credential: JSON, _ type: String) -> String? {
    guard credential["id"] == nil, let name = credential["name"]?.stringValue else { return nil }
    return mappings.renamedCredentials[LogicalCredential(type: type, name: name)]
  }

  private func parameters(of node: WorkflowNode, _ json: JSON, at pointer: JSONPointer)
    -> MemberFate
  {
    let references = WorkflowReferences(policy: policy)
    guard references.mayStand(in: json, of: node) else { return .asJavaScript(json) }
    let place = pointer.appending("parameters")
    let result = references.rewrite(json, of: node, at: place, dropping: policy.volatileLocatorFields) {
      found in
      switch found {
      case .dynamic(let place):
        report(.dynamicWorkflow, at: place, "the sub-workflow is known only when the node runs")
        return nil
      case .id(let id, let place):
        if WorkflowSymbol.canonicalID(in: id) != nil { return nil }
        if let canonicalID = mappings.workflows[id] { return WorkflowSymbol.text(for: canonicalID) }
        report(.unmappedWorkflow, at: place, "the sub-workflow is not mapped")
        return nil
      case .candidate(let id, _):
        return mappings.workflows[id].map(WorkflowSymbol.text(for:))
      case .dataTable(let place):
        report(.instanceBound, at: place, "a data table has no name that other environments know")
        return nil
      }
    }
    return .replaced(inlined(result, of: node, at: place))
  }

  /// The parameters with the references in the workflow that stands in them translated, if one does.
  private func inlined(_ parameters: JSON, of node: WorkflowNode, at place: JSONPointer) -> JSON {
    guard let text = InlineWorkflow.text(in: node, policy: policy) else { return parameters }
    let here = place.appending(InlineWorkflow.parameter)
    guard let inline = InlineWorkflow(text) else {
      report(.dynamicWorkflow, at: here, "the sub-workflow is no JSON before the node runs")
      return parameters
    }
    let translated = inline.text { node, place in
      let place = JSONPointer(tokens: here.tokens + place.tokens)
      return node.json.rewritten { key, value in
        switch key {
        case "parameters": self.parameters(of: node, value, at: place)
        case "credentials": credentials(value, at: place)
        default: .kept
        }
      }
    } settings: { settings in
      guard let id = settings["errorWorkflow"]?.stringValue, !id.isEmpty else { return settings }
      var settings = settings
      settings.set(.string(symbol(of: id, at: here)), at: JSONPointer().appending("errorWorkflow"))
      return settings
    }
    guard let translated else { return parameters }
    var result = parameters
    result.set(.string(translated), at: JSONPointer().appending(InlineWorkflow.parameter))
    return result
  }

  private func settings(_ json: JSON?) -> JSON {
    guard let settings = json?.objectValue else { return .object([:]) }
    let pointer = JSONPointer().appending("settings")
    var result = JSONObject()
    for (key, value) in settings where !policy.isDefaultSetting(key, value) {
      switch (key, value.stringValue) {
      case ("errorWorkflow", let id?):
        result[key] = .string(symbol(of: id, at: pointer.appending(key)))
      case ("callerIds", let ids?):
        let parts = ids.split(separator: ",").map(\.trimmed).filter { !$0.isEmpty }
        let symbols = parts.map { symbol(of: $0, at: pointer.appending(key)) }
        if !symbols.isEmpty { result[key] = .string(symbols.joined(separator: ",")) }
      default:
        result[key] = value.asJavaScript
      }
    }
    return .object(result)
  }

  private func symbol(of id: String, at pointer: JSONPointer) -> String {
    if WorkflowSymbol.canonicalID(in: id) != nil { return id }
    if let canonicalID = mappings.workflows[id] { return WorkflowSymbol.text(for: canonicalID) }
    report(.unmappedWorkflow, at: pointer, "the workflow is not mapped")
    return id
  }

  /// The names of the tags, sorted. n8n writes objects, old exports strings.
  private func tags(_ json: JSON?) -> JSON {
    let names = (json?.arrayValue ?? []).compactMap { $0.stringValue ?? $0["name"]?.stringValue }
    return .array(Set(names.map(ExactText.init)).sorted().map { .string($0.text) })
  }
}

extension Substring {
  /// Without white space at either end.
  var trimmed: String {
    var text = self
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
