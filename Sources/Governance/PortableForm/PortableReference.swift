package import JSON

/// Something of its tenant that portable content names: a workflow or a credential that has to be on record. What the
/// mappings did not have keeps the id of its instance and is none.
package struct PortableReference: Sendable, Hashable {
  package enum Target: Sendable, Hashable {
    /// By canonical id.
    case workflow(String)
    case credential(LogicalCredential)
  }

  package let target: Target
  /// Where it stands; for what a workflow inside a parameter names, that parameter.
  package let pointer: JSONPointer

  /// All of a portable workflow, each once.
  package static func all(in portable: JSON, policy: NormalizationPolicy) -> [PortableReference] {
    var reader = PortableReferenceReader(policy: policy)
    reader.read(portable)
    return reader.found
  }
}

private struct PortableReferenceReader {
  let policy: NormalizationPolicy
  var found: [PortableReference] = []

  init(policy: NormalizationPolicy) { self.policy = policy }

  mutating func read(_ portable: JSON) {
    for (index, element) in (portable["nodes"]?.arrayValue ?? []).enumerated() {
      guard let node = WorkflowNode(element) else { continue }
      read(node, at: JSONPointer(tokens: ["nodes", "\(index)"]), inside: nil)
    }
    let settings = JSONPointer(tokens: ["settings"])
    if let text = portable["settings"]?["errorWorkflow"]?.stringValue {
      add(workflow: text, at: settings.appending("errorWorkflow"))
    }
    for text in (portable["settings"]?["callerIds"]?.stringValue ?? "").split(separator: ",") {
      add(workflow: String(text), at: settings.appending("callerIds"))
    }
  }

  /// - Parameter parameter: the parameter that holds the node's workflow; nil where that is the document itself.
  private mutating func read(_ node: WorkflowNode, at pointer: JSONPointer, inside parameter: JSONPointer?) {
    for (type, credential) in node.credentials {
      guard credential["id"] == nil, let name = credential["name"]?.stringValue else { continue }
      let place = JSONPointer(tokens: pointer.tokens + ["credentials", type, "name"])
      add(.credential(LogicalCredential(type: type, name: name)), at: parameter ?? place)
    }
    let parameters = pointer.appending("parameters")
    for (text, place) in workflows(in: node, at: parameters) { add(workflow: text, at: parameter ?? place) }
    guard let inline = InlineWorkflow.text(in: node, policy: policy).flatMap(InlineWorkflow.init)
    else { return }
    let here = parameter ?? parameters.appending(InlineWorkflow.parameter)
    if let text = inline.errorWorkflow { add(workflow: text, at: here) }
    for inner in inline.nodes { read(inner, at: here, inside: here) }
  }

  private func workflows(in node: WorkflowNode, at pointer: JSONPointer) -> [(String, JSONPointer)] {
    let references = WorkflowReferences(policy: policy)
    let parameters = JSON.object(node.parameters)
    guard references.mayStand(in: parameters, of: node) else { return [] }
    var result: [(String, JSONPointer)] = []
    _ = references.rewrite(parameters, of: node, at: pointer, dropping: .empty) { found in
      switch found {
      case .id(let text, let place): result.append((text, place))
      case .candidate(let text, let locator): result.append((text, locator.appending("value")))
      case .dynamic, .dataTable: break
      }
      return nil
    }
    return result
  }

  private mutating func add(workflow text: String, at pointer: JSONPointer) {
    guard let canonicalID = WorkflowSymbol.canonicalID(in: text) else { return }
    add(.workflow(canonicalID), at: pointer)
  }

  private mutating func add(_ target: PortableReference.Target, at pointer: JSONPointer) {
    let reference = PortableReference(target: target, pointer: pointer)
    if !found.contains(reference) { found.append(reference) }
  }
}
