package import JSON

/// What of a workflow belongs to one instance, what is cosmetic, and what stands for itself when absent
/// (`policies/normalization.json`, with the facts about node types of ``NodeKnowledge``).
package struct NormalizationPolicy: Sendable {
  /// The version of the rules. Stored hashes name it: hashes of two versions are never compared.
  package var version: Int
  /// Whether the editor's test data stays in the portable form. It is never in the content hash.
  package var keepsPinData: Bool
  /// Top-level members that are left out of the portable form.
  package var volatileWorkflowFields: Set<String>
  /// Top-level members of the portable form that are not in the content hash.
  package var cosmeticWorkflowFields: Set<String>
  /// Node members that are left out of the portable form.
  package var volatileNodeFields: Set<String>
  /// Node members of the portable form that are not in the content hash.
  package var cosmeticNodeFields: Set<String>
  /// Node member -> values that equal an absent one; left out of the portable form.
  package var nodeDefaults: [String: [JSON]]
  /// Node member -> values that equal an absent one for the content hash only: n8n keeps them as they are.
  package var silentNodeDefaults: [String: [JSON]]
  /// Types of nodes that never run.
  package var cosmeticNodeTypes: Set<String>
  /// Members of resource locators that are left out of the portable form: labels which n8n looks up.
  package var volatileLocatorFields: Set<String>
  /// Members of resource mappers that are not in the content hash.
  package var cosmeticMapperFields: Set<String>
  /// Member of a filter's `options` -> values that equal an absent one.
  package var filterDefaults: [String: [JSON]]
  /// Setting -> values that equal an absent one.
  package var settingDefaults: [String: [JSON]]
  /// Setting -> the value that unsets it on an instance, where leaving it out would keep it.
  package var unsettingValues: [String: JSON]
  /// The string with which n8n spells out the default of any setting.
  package var settingDefaultWord: String
  /// Node types whose URL is their parameter `path`, so that the webhook id is in the URL only where the path is
  /// empty or has dynamic segments. In the URLs of all other webhook triggers it always is.
  package var webhookPathTypes: Set<String>
  /// Node type -> parameters that hold a reference to a workflow.
  package var workflowReferences: [String: [JSONPointer]]
  /// What is known of node types.
  package var nodes: NodeKnowledge

  /// Reads `policies/normalization.json`.
  package init(_ json: JSON, nodes: NodeKnowledge) throws(PolicyError) {
    let reader = try PolicyReader(json, policy: "normalization")
    try reader.allow(
      "cosmeticNodeTypes", "keepPinData", "node", "parameters", "settings", "version", "webhookIdInURL",
      "workflow", "workflowReferences")
    version = try reader.int("version")
    keepsPinData = try reader.bool("keepPinData", default: false)
    cosmeticNodeTypes = Set(try reader.strings("cosmeticNodeTypes"))

    let workflow = try reader.child("workflow")
    try workflow.allow("cosmetic", "volatile")
    volatileWorkflowFields = Set(try workflow.strings("volatile"))
    cosmeticWorkflowFields = Set(try workflow.strings("cosmetic"))

    let node = try reader.child("node")
    try node.allow("cosmetic", "defaults", "silentDefaults", "volatile")
    volatileNodeFields = Set(try node.strings("volatile"))
    cosmeticNodeFields = Set(try node.strings("cosmetic"))
    nodeDefaults = try node.values("defaults")
    silentNodeDefaults = try node.values("silentDefaults")

    let parameters = try reader.child("parameters")
    try parameters.allow("cosmetic", "filterDefaults", "volatile")
    volatileLocatorFields = Set(try parameters.strings("volatile"))
    cosmeticMapperFields = Set(try parameters.strings("cosmetic"))
    filterDefaults = try parameters.values("filterDefaults")

    let settings = try reader.child("settings")
    try settings.allow("defaultWord", "defaults", "unset")
    settingDefaults = try settings.values("defaults")
    settingDefaultWord = try settings.string("defaultWord")
    unsettingValues = try settings.anyValues("unset")

    let webhooks = try reader.child("webhookIdInURL")
    try webhooks.allow("pathTypes")
    webhookPathTypes = Set(try webhooks.strings("pathTypes"))
    workflowReferences = try Self.references(reader)
    self.nodes = nodes
  }

  private static func references(_ reader: PolicyReader) throws(PolicyError) -> [String: [JSONPointer]] {
    var result: [String: [JSONPointer]] = [:]
    for (type, pointers) in try reader.texts("workflowReferences") {
      result[type] = []
      for text in pointers {
        guard let pointer = try? JSONPointer(text) else {
          throw reader.error("workflowReferences/\(type)", "\(text) is no JSON Pointer")
        }
        result[type, default: []].append(pointer)
      }
    }
    return result
  }

  /// The version of docs/content-hash.md: goes up with every change to it that can change a hash.
  static let rules = 2

  /// The versions of the tables, the rules and the knowledge together, as stored hashes name them:
  /// `1+rules-2+n8n-2.40.7`.
  package var identifier: String {
    let knowledge = nodes.version.isEmpty ? "" : "+n8n-\(nodes.version)"
    return "\(version)+rules-\(Self.rules)\(knowledge)"
  }
}

extension NormalizationPolicy {
  /// Whether the setting stands at its default, so that it equals an absent one.
  func isDefaultSetting(_ name: String, _ value: JSON) -> Bool {
    if value.asJavaScript.isNull { return true }
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
