import JSON

/// Turns an instance's workflow into its portable form.
struct PortableReader {
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

  mutating func report(_ kind: PortableReport.Kind, at pointer: JSONPointer, _ message: String) {
    reports.append(PortableReport(kind: kind, pointer: pointer, message: message))
  }

  /// The portable form of the document's nodes, connections and the rest.
  mutating func workflow(of document: JSONObject) -> JSONObject {
    var result: JSONObject = [
      "name": .string(document["name"]?.stringValue ?? ""),
      "nodes": nodes(document["nodes"]),
      "connections": connections(document["connections"]),
      "settings": settings(document["settings"]),
      "tags": tags(document["tags"]),
      "active": .bool(document["active"]?.boolValue ?? false),
    ]
    for (key, value) in document where result[key] == nil && !policy.volatileWorkflowFields.contains(key) {
      if value.isNothing || key == "pinData" && !policy.keepsPinData { continue }
      result[key] = value.asJavaScript
      if key == "pinData" || policy.cosmeticWorkflowFields.contains(key) { continue }
      report(.unknownField, at: JSONPointer().appending(key), "unknown field \(key), kept as it is")
    }
    return result
  }

  private mutating func connections(_ json: JSON?) -> JSON {
    guard let json, !json.isNull else { return .object([:]) }
    guard json.objectValue != nil else {
      report(.malformed, at: JSONPointer().appending("connections"), "must be an object, is \(json.kindName)")
      return .object([:])
    }
    return json.asJavaScript
  }

  private mutating func nodes(_ json: JSON?) -> JSON {
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

  private mutating func node(_ node: WorkflowNode, at pointer: JSONPointer) -> JSONObject {
    var result = node.json.compactMapMembers { key, value in
      switch key {
      case "parameters": return parameters(of: node, value, at: pointer)
      case "credentials": return credentials(value, at: pointer)
      case "id": return isDerivedID(value, of: node) ? .none : present(value)
      case "webhookId": return keepsWebhookID(value, of: node) ? .some(value) : .none
      case "name", "type", "typeVersion", "position": return present(value)
      default: return isDropped(key, value) ? .none : .some(value.asJavaScript)
      }
    }
    if let overlay, let canonicalID { overlay.mask(&result, workflow: canonicalID, onlyItsOwnValues: true) }
    return result
  }

  /// The value, unless it is null or a number that JavaScript does not have.
  private func present(_ value: JSON) -> JSON? {
    let value = value.asJavaScript
    return value.isNull ? .none : .some(value)
  }

  private func isDropped(_ key: String, _ value: JSON) -> Bool {
    value.asJavaScript.isNull || policy.volatileNodeFields.contains(key)
      || policy.isDefaultNodeField(key, value)
  }

  private func isDerivedID(_ value: JSON, of node: WorkflowNode) -> Bool {
    guard let canonicalID, let id = value.stringValue else { return value.isNull }
    return id == DerivedIdentity.nodeID(workflow: canonicalID, nodeName: node.name)
  }

  private func keepsWebhookID(_ value: JSON, of node: WorkflowNode) -> Bool {
    guard let id = value.stringValue, !id.isEmpty, WebhookIdentity(policy: policy).isInURL(node) else {
      return false
    }
    guard let canonicalID else { return true }
    return id != DerivedIdentity.webhookID(workflow: canonicalID, node: node)
      && id != DerivedIdentity.webhookID(workflow: canonicalID, nodeKey: node.name)
  }

  private mutating func credentials(_ json: JSON, at node: JSONPointer) -> JSON? {
    guard let byType = json.objectValue else { return present(json) }
    guard !byType.isEmpty else { return nil }
    let pointer = node.appending("credentials")
    var result = JSONObject()
    for (type, credential) in byType {
      // An empty id is none (templates have it): credentials of any name would become the same.
      guard let id = credential["id"]?.stringValue, !id.isEmpty else {
        if credential["name"]?.stringValue == nil || credential["id"] != nil {
          report(.unmappedCredential, at: pointer.appending(type), "a credential of type \(type) has no id")
        }
        result[type] = credential.asJavaScript
        continue
      }
      if let name = mappings.credentials[CredentialKey(type: type, id: id)] {
        result[type] = .object(["name": .string(name)])
      } else {
        report(.unmappedCredential, at: pointer.appending(type), "a credential of type \(type) is not mapped")
        result[type] = credential.asJavaScript
      }
    }
    return .object(result)
  }

  private mutating func parameters(of node: WorkflowNode, _ json: JSON, at pointer: JSONPointer) -> JSON {
    let references = WorkflowReferences(policy: policy)
    guard references.mayStand(in: json, of: node) else { return json.asJavaScript }
    let place = pointer.appending("parameters")
    return references.rewrite(json, of: node, at: place, dropping: policy.volatileLocatorFields) { found in
      switch found {
      case .dynamic(let place):
        report(.dynamicWorkflow, at: place, "the sub-workflow is known only when the node runs")
        return nil
      case .id(let id, let place):
        if WorkflowSymbol.canonicalID(in: id) != nil { return nil }
        if let canonicalID = mappings.workflows[id] { return WorkflowSymbol.text(for: canonicalID) }
        report(.unmappedWorkflow, at: place, "the sub-workflow is not mapped")
        return nil
      case .candidate(let id):
        return mappings.workflows[id].map(WorkflowSymbol.text(for:))
      case .dataTable(let place):
        report(.instanceBound, at: place, "a data table has no name that other environments know")
        return nil
      }
    }
  }

  private mutating func settings(_ json: JSON?) -> JSON {
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

  private mutating func symbol(of id: String, at pointer: JSONPointer) -> String {
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
