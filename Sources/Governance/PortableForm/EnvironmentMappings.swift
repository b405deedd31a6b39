/// The translation tables of one environment: what its ids are called everywhere.
package struct EnvironmentMappings: Sendable, Hashable {
  /// n8n workflow id -> canonical id.
  package private(set) var workflows: [String: String]
  /// canonical id -> n8n workflow id.
  package private(set) var workflowIDs: [String: String]
  /// n8n credential -> logical name.
  package private(set) var credentials: [CredentialKey: String]
  /// Logical credential -> n8n credential.
  package private(set) var credentialsByName: [LogicalCredential: InstanceCredential]
  /// Logical credential -> the logical name that is used for it from now on, of portable content that was written before.
  package var renamedCredentials: [LogicalCredential: String] = [:]

  /// Tables without entries: everything stays as it is.
  package init() {
    workflows = [:]
    workflowIDs = [:]
    credentials = [:]
    credentialsByName = [:]
  }

  /// Enters a workflow. Where one of the two ids is already entered, the new pair replaces the old one.
  package mutating func map(workflow id: String, to canonicalID: String) {
    if let old = workflows[id] { workflowIDs[old] = nil }
    if let old = workflowIDs[canonicalID] { workflows[old] = nil }
    workflows[id] = canonicalID
    workflowIDs[canonicalID] = id
  }

  /// Enters a credential: `displayName` is what n8n calls it, `logicalName` what all environments call it.
  package mutating func map(credential key: CredentialKey, displayName: String, to logicalName: String) {
    let logical = LogicalCredential(type: key.type, name: logicalName)
    if let old = credentials[key] { credentialsByName[LogicalCredential(type: key.type, name: old)] = nil }
    if let old = credentialsByName[logical] { credentials[CredentialKey(type: key.type, id: old.id)] = nil }
    credentials[key] = logicalName
    credentialsByName[logical] = InstanceCredential(id: key.id, name: displayName)
  }
}

/// A credential as an instance knows it.
package struct CredentialKey: Sendable, Hashable {
  package var type: String
  package var id: String

  package init(type: String, id: String) {
    self.type = type
    self.id = id
  }
}

/// A credential as all environments know it.
package struct LogicalCredential: Sendable, Hashable {
  package var type: String
  package var name: String

  package init(type: String, name: String) {
    self.type = type
    self.name = name
  }
}

/// What a node on an instance says to use a credential.
package struct InstanceCredential: Sendable, Hashable {
  package var id: String
  package var name: String

  package init(id: String, name: String) {
    self.id = id
    self.name = name
  }
}
