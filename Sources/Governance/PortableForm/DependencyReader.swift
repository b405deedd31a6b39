package import JSON

extension WorkflowDependencies {
  /// Reads what a workflow in portable form needs around it.
  package init(of portable: JSON, policy: NormalizationPolicy) {
    self = DependencyReader(policy: policy).dependencies(of: portable)
  }
}

/// Reads what a portable workflow needs around it.
struct DependencyReader {
  let policy: NormalizationPolicy

  func dependencies(of portable: JSON) -> WorkflowDependencies {
    var result = WorkflowDependencies()
    result.tags = Set((portable["tags"]?.arrayValue ?? []).compactMap(\.stringValue))
    if let text = portable["settings"]?["errorWorkflow"]?.stringValue {
      result.errorWorkflow = reference(text)
    }
    if let text = portable["settings"]?["callerIds"]?.stringValue {
      result.callers = Set(text.split(separator: ",").map { reference(String($0)) })
    }
    for element in portable["nodes"]?.arrayValue ?? [] {
      guard let node = WorkflowNode(element), !policy.cosmeticNodeTypes.contains(node.type) else { continue }
      add(node, to: &result)
    }
    return result
  }

  private func add(_ node: WorkflowNode, to result: inout WorkflowDependencies) {
    if !node.isDisabled { result.webhooks.formUnion(WebhookPath.all(of: node, policy: policy)) }
    addWhatItUses(node, to: &result)
  }

  /// What the node uses, and what the nodes of a workflow in its parameter use. Their webhooks are nobody's: such a
  /// workflow is called, never active.
  private func addWhatItUses(_ node: WorkflowNode, to result: inout WorkflowDependencies) {
    if let text = InlineWorkflow.text(in: node, policy: policy) {
      let inline = InlineWorkflow(text)
      if inline == nil { result.hasDynamicWorkflows = true }
      for inner in inline?.nodes ?? [] where !policy.cosmeticNodeTypes.contains(inner.type) {
        addWhatItUses(inner, to: &result)
      }
    }
    result.nodeTypes.insert(NodeTypeReference(type: node.type, version: node.typeVersion))
    for (type, credential) in node.credentials {
      let name = credential["name"]?.stringValue ?? credential.stringValue ?? ""
      if let json = credential["id"] {
        let id = json.stringValue.flatMap { $0.isEmpty ? nil : $0 }
        result.credentials.insert(.instance(type: type, id: id, name: name))
      } else {
        result.credentials.insert(.logical(LogicalCredential(type: type, name: name)))
      }
    }
    let parameters = JSON.object(node.parameters)
    _ = WorkflowReferences(policy: policy).rewrite(parameters, of: node, at: JSONPointer(), dropping: .empty)
    {
      found in
      switch found {
      case .id(let text, _): result.subWorkflows.insert(reference(text))
      case .dynamic: result.hasDynamicWorkflows = true
      case .candidate(let text, _):
        if WorkflowSymbol.canonicalID(in: text) != nil { result.subWorkflows.insert(reference(text)) }
      case .dataTable: break
      }
      return nil
    }
    addDataTables(parameters, to: &result)
    addVariables(parameters, to: &result)
  }

  private func reference(_ text: String) -> WorkflowReference {
    WorkflowSymbol.canonicalID(in: text).map(WorkflowReference.canonical) ?? .instance(text)
  }

  private func addDataTables(_ json: JSON, to result: inout WorkflowDependencies) {
    switch json {
    case .array(let elements):
      for element in elements { addDataTables(element, to: &result) }
    case .object(let object):
      for (key, value) in object {
        guard key == "dataTableId", let text = value["value"]?.stringValue, !text.isEmpty,
          !text.hasPrefix("=")
        else {
          addDataTables(value, to: &result)
          continue
        }
        result.dataTables.insert(
          DataTableReference(value: text, mode: value["mode"]?.stringValue ?? "id"))
      }
    case .null, .bool, .number, .string: break
    }
  }

  private func addVariables(_ json: JSON, to result: inout WorkflowDependencies) {
    switch json {
    case .string(let text):
      for name in ExpressionNames.variables(in: text) { result.variables.insert(name) }
    case .array(let elements):
      for element in elements { addVariables(element, to: &result) }
    case .object(let object):
      for value in object.values { addVariables(value, to: &result) }
    case .null, .bool, .number: break
    }
  }
}
