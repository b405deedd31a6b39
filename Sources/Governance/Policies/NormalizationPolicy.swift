package import JSON

/// What of a workflow belongs to one instance, what is cosmetic, and what stands for itself when absent
/// (`policies/normalization.json`, with the facts about node types of ``NodeKnowledge``).
package final class NormalizationPolicy: Sendable {
  /// The version of the rules. Stored hashes name it: hashes of two versions are never compared.
  package let version: Int
  /// Whether the editor's test data stays in the portable form. It is never in the content hash.
  package let keepsPinData: Bool
  /// Top-level members that are left out of the portable form.
  package let volatileWorkflowFields: NameSet
  /// Top-level members of the portable form that are not in the content hash.
  package let cosmeticWorkflowFields: NameSet
  /// Node members that are left out of the portable form.
  package let volatileNodeFields: NameSet
  /// Node members of the portable form that are not in the content hash.
  package let cosmeticNodeFields: NameSet
  /// Node member -> values that equal an absent one; left out of the portable form.
  package let nodeDefaults: NameTable<[JSON]>
  /// Node member -> values that equal an absent one for the content hash only: n8n keeps them as they are.
  package let silentNodeDefaults: NameTable<[JSON]>
  /// Types of nodes that never run.
  package let cosmeticNodeTypes: NameSet
  /// Members of resource locators that are left out of the portable form: labels which n8n looks up.
  package let volatileLocatorFields: NameSet
  /// Members of resource mappers that are not in the content hash. Of `schema` there is only what ``MapperColumns`` says.
  package let cosmeticMapperFields: NameSet
  /// Member of a filter's `options` -> values that equal an absent one.
  package let filterDefaults: NameTable<[JSON]>
  /// Setting -> values that equal an absent one.
  package let settingDefaults: NameTable<[JSON]>
  /// Setting -> the value that unsets it on an instance, where leaving it out would keep it.
  package let unsettingValues: [String: JSON]
  /// The string with which n8n spells out the default of any setting.
  package let settingDefaultWord: String
  /// Node types whose URL is their parameter `path`, so that the webhook id is in the URL only where the path is
  /// empty or has dynamic segments. In the URLs of all other webhook triggers it always is.
  package let webhookPathTypes: NameSet
  /// Node type -> parameters that hold a reference to a workflow.
  package let workflowReferences: NameTable<[JSONPointer]>
  /// What is known of node types.
  package let nodes: NodeKnowledge

  /// Reads `policies/normalization.json`.
  ///
  /// - Parameter keepsPinData: what a tenant has decided instead of the policy.
  package init(_ json: JSON, nodes: NodeKnowledge, keepsPinData: Bool? = nil) throws(PolicyError) {
    let reader = try PolicyReader(json, policy: "normalization")
    try reader.allow(
      "cosmeticNodeTypes", "keepPinData", "node", "parameters", "settings", "version", "webhookIdInURL",
      "workflow", "workflowReferences")
    version = try reader.int("version")
    let keepsAll = try reader.bool("keepPinData", default: false)
    self.keepsPinData = keepsPinData ?? keepsAll
    cosmeticNodeTypes = NameSet(try reader.strings("cosmeticNodeTypes"))

    let workflow = try reader.child("workflow")
    try workflow.allow("cosmetic", "volatile")
    volatileWorkflowFields = NameSet(try workflow.strings("volatile"))
    cosmeticWorkflowFields = NameSet(try workflow.strings("cosmetic"))

    let node = try reader.child("node")
    try node.allow("cosmetic", "defaults", "silentDefaults", "volatile")
    volatileNodeFields = NameSet(try node.strings("volatile"))
    cosmeticNodeFields = NameSet(try node.strings("cosmetic"))
    nodeDefaults = try node.values("defaults")
    silentNodeDefaults = try node.values("silentDefaults")

    let parameters = try reader.child("parameters")
    try parameters.allow("cosmetic", "filterDefaults", "volatile")
    volatileLocatorFields = NameSet(try parameters.strings("volatile"))
    cosmeticMapperFields = NameSet(try parameters.strings("cosmetic"))
    filterDefaults = try parameters.values("filterDefaults")

    let settings = try reader.child("settings")
    try settings.allow("defaultWord", "defaults", "unset")
    settingDefaults = try settings.values("defaults")
    settingDefaultWord = try settings.string("defaultWord")
    unsettingValues = try settings.anyValues("unset")

    let webhooks = try reader.child("webhookIdInURL")
    try webhooks.allow("pathTypes")
    webhookPathTypes = NameSet(try webhooks.strings("pathTypes"))
    workflowReferences = try Self.references(reader)
    self.nodes = nodes
    let knowledge = nodes.version.isEmpty ? "" : "+n8n-\(nodes.version)"
    identifier = "\(version)+rules-\(Self.rules)\(knowledge)"
  }

  private static func references(_ reader: PolicyReader) throws(PolicyError) -> NameTable<[JSONPointer]> {
    var result: [(String, [JSONPointer])] = []
    for (type, texts) in try reader.texts("workflowReferences") {
      var pointers: [JSONPointer] = []
      for text in texts {
        guard let pointer = try? JSONPointer(text) else {
          throw reader.error("workflowReferences/\(type)", "\(text) is no JSON Pointer")
        }
        pointers.append(pointer)
      }
      result.append((type, pointers))
    }
    return NameTable(result)
  }

  /// The version of docs/content-hash.md: goes up with every change to it that can change a hash.
  static let rules = 6

  /// The versions of the tables, the rules and the knowledge together, as stored hashes name them:
  /// `2+rules-6+n8n-2.40.7`.
  package let identifier: String
}

extension NormalizationPolicy {
  /// Whether the setting stands at its default, so that it equals an absent one.
  func isDefaultSetting(_ name: String, _ value: JSON) -> Bool {
    if value.isNullAsJavaScript { return true }
    if let text = value.stringValue, text.isExactly(settingDefaultWord) { return true }
    return settingDefaults[name]?.contains { $0.equalsAsJavaScript(value) } ?? false
  }

  /// Whether the node member stands at its default, so that it equals an absent one.
  func isDefaultNodeField(_ name: String, _ value: JSON) -> Bool {
    nodeDefaults[name]?.contains { $0.equalsAsJavaScript(value) } ?? false
  }

  /// Whether the option of a filter stands at its default.
  func isFilterDefault(_ name: String, _ value: JSON) -> Bool {
    filterDefaults[name]?.contains { $0.equalsAsJavaScript(value) } ?? false
  }

  /// As ``isDefaultNodeField(_:_:)``, for the members that n8n keeps at their default.
  func isSilentNodeDefault(_ name: String, _ value: JSON) -> Bool {
    silentNodeDefaults[name]?.contains { $0.equalsAsJavaScript(value) } ?? false
  }
}
