package import JSON

/// The one form of a workflow that all environments share: all that is needed to restore it anywhere, nothing
/// that differs between environments by accident.
package enum PortableForm {
  /// Translates a workflow of an instance, as its API or an export writes it.
  ///
  /// What cannot be translated stays as it is and is reported; nothing is guessed. The translation of a portable
  /// form is that form.
  ///
  /// - Parameters:
  ///   - overlay: the values that differ in this environment on purpose; where the workflow has them, the portable
  ///     form says only that an overlay stands there.
  package static func portable(
    from n8n: JSON, mappings: EnvironmentMappings, policy: NormalizationPolicy, overlay: Overlay? = nil
  ) -> PortableResult {
    let document = n8n.objectValue ?? JSONObject()
    let reader = PortableReader(document: document, mappings: mappings, policy: policy, overlay: overlay)
    guard n8n.objectValue != nil else {
      reader.report(.malformed, at: JSONPointer(), "a workflow must be an object, this is \(n8n.kindName)")
      return PortableResult(
        workflow: .object(reader.workflow(of: [:])), draft: nil, isArchived: false, reports: reader.reports,
        policy: policy)
    }
    let workflow = JSON.object(reader.workflow(of: document.running))
    let reports = reader.reports
    var draft: JSON?
    if document.hasPublishedVersion {
      let candidate = JSON.object(reader.workflow(of: document))
      if candidate != workflow { draft = candidate }
    }
    return PortableResult(
      workflow: workflow, draft: draft, isArchived: document["isArchived"]?.boolValue ?? false,
      reports: reports, policy: policy)
  }

  /// Translates a portable form for one instance.
  ///
  /// - Parameter canonicalID: the workflow's, from which ids are derived that n8n would otherwise invent.
  package static func n8n(
    from portable: JSON, canonicalID: String, mappings: EnvironmentMappings, policy: NormalizationPolicy,
    overlay: Overlay? = nil
  ) -> N8NWorkflowResult {
    var writer = PortableWriter(
      canonicalID: canonicalID, mappings: mappings, policy: policy, overlay: overlay)
    return writer.result(of: portable.objectValue ?? JSONObject())
  }
}

extension JSONObject {
  /// Whether the document tells a published version from the draft, which only active workflows have (n8n 1.122 on).
  var hasPublishedVersion: Bool {
    self["active"]?.boolValue == true && self["activeVersion"]?["nodes"]?.arrayValue != nil
  }

  /// The document with the content that runs.
  var running: JSONObject {
    guard hasPublishedVersion, let published = self["activeVersion"] else { return self }
    var result = self
    result["nodes"] = published["nodes"]
    result["connections"] = published["connections"] ?? .object([:])
    if let groups = published["nodeGroups"] { result["nodeGroups"] = groups }
    return result
  }
}
