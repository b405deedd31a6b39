package import Governance
package import JSON

/// Two environments that hold the same things under other ids.
package enum TwoEnvironments {
  package static let development = mappings("dev")
  package static let production = mappings("prod")

  private static func mappings(_ prefix: String) -> EnvironmentMappings {
    var result = EnvironmentMappings()
    result.map(workflow: "own0123456789abc", to: "own")
    for name in ["orders", "mail", "alarm"] { result.map(workflow: "\(prefix)-\(name)-id", to: name) }
    // As instances had them before random ids. No changed byte makes the one out of the other: an id that the one
    // environment does not know stays as it is, and would be understood in the other.
    result.map(workflow: prefix == "dev" ? "1001" : "94237", to: "old")
    for type in ["slackApi", "httpHeaderAuth", "postgres"] {
      result.map(
        credential: CredentialKey(type: type, id: "\(prefix)-\(type)"), displayName: "\(prefix) \(type)",
        to: "\(type)-main")
    }
    return result
  }

  /// The document as an instance would answer it after it was written there.
  package static func stored(_ result: N8NWorkflowResult) -> JSON {
    var document = result.document.objectValue ?? JSONObject()
    document["id"] = "own0123456789abc"
    document["active"] = .bool(result.isActive)
    document["tags"] = .array(result.tags.map { ["id": "t", "name": .string($0)] })
    return .object(document)
  }

  package static func portable(_ json: JSON, _ mappings: EnvironmentMappings, overlay: Overlay? = nil)
    -> PortableResult
  {
    PortableForm.portable(from: json, mappings: mappings, policy: BuiltIn.normalization, overlay: overlay)
  }

  package static func n8n(_ json: JSON, _ mappings: EnvironmentMappings, overlay: Overlay? = nil)
    -> N8NWorkflowResult
  {
    PortableForm.n8n(
      from: json, canonicalID: "own", mappings: mappings, policy: BuiltIn.normalization, overlay: overlay)
  }

  /// A number for the bytes that would be stored: what differs in one byte differs here.
  package static func blob(_ json: JSON) -> Int { json.bytes(.prettySorted).hashValue }
}
