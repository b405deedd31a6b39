package import Governance
package import JSON

/// `status.json` of an environment's status ref: its heartbeat, replaced by every job and without history.
package struct EnvironmentStatus: StateFile, Hashable {
  package static var schemaName: String { "status" }

  /// Outcome of the last attempt of one kind.
  package struct Attempt: Sendable, Hashable, Codable {
    package var at: Instant
    package var isSuccess: Bool
    package var message: String

    package init(at: Instant, isSuccess: Bool, message: String) {
      self.at = at
      self.isSuccess = isSuccess
      self.message = message
    }
  }

  package var drift: DriftStatus
  package var lastSync: Attempt?
  /// Last sync that read everything.
  package var lastCompleteSync: Instant?
  package var lastDriftCheck: Attempt?
  /// Last reading of the executions.
  package var lastExecutionSync: Attempt?
  package var coverage: Coverage
  /// What the instance was found to be and to do, as the client's probe reports it.
  package private(set) var capabilities: JSON?
  /// The address that was asked for ``capabilities``.
  package private(set) var capabilitiesURL: String?

  package init() {
    drift = .unknown
    coverage = Coverage()
  }

  /// Keeps what was found at an address; nil forgets it.
  package mutating func set(capabilities: JSON?, at url: String) {
    self.capabilities = capabilities
    capabilitiesURL = capabilities == nil ? nil : url
  }

  /// What was found at the address that the environment has now; nil where it had another one then.
  package func capabilities(at url: String) -> JSON? { capabilitiesURL == url ? capabilities : nil }
}

/// How much of an environment is known and governed.
package struct Coverage: Sendable, Hashable, Codable {
  package var managed = 0
  package var unmanaged = 0
  /// Canonical workflows that should be there and are not.
  package var missing = 0
  /// Items that n8n listed and that could not be understood.
  package var unreadable = 0
  package var archived = 0
  package var credentials = 0
  package var tags = 0
  package var users = 0

  package init() {}

  /// How many workflows n8n listed and could be understood.
  package var listed: Int { managed + unmanaged + archived }
}

/// `workflows.json` of the status ref: what n8n changes by itself and the executor needs for its guards.
package struct ObservedIndex: StateFile, Hashable {
  package static var schemaName: String { "observed-index" }

  package struct Item: Sendable, Hashable, Codable {
    package var workflow: Slug?
    package var name: String
    package var isActive: Bool
    package var isArchived: Bool
    package var hasDraft: Bool
    package var versionId: String?
    package var updatedAt: String?
    /// Content hash of what runs.
    package var hash: String
    /// The workflow's description where it was ever told: lists leave it out, and then it stays as it was known.
    package var description: String?

    package init(
      workflow: Slug?, name: String, isActive: Bool, isArchived: Bool, hasDraft: Bool, versionId: String?,
      updatedAt: String?, hash: String, description: String? = nil
    ) {
      self.workflow = workflow
      self.name = name
      self.isActive = isActive
      self.isArchived = isArchived
      self.hasDraft = hasDraft
      self.versionId = versionId
      self.updatedAt = updatedAt
      self.hash = hash
      self.description = description
    }
  }

  /// Id in n8n -> what is known.
  package var items: [String: Item]

  package init(items: [String: Item] = [:]) { self.items = items }
}

/// A list of an instance that is one file of an observed branch.
package protocol ObservedList: StateFile {
  /// How many it has.
  var count: Int { get }
}

/// `credentials.json` of an observed branch: the metadata of the credentials of an instance, no secrets.
package struct ObservedCredentials: ObservedList, Hashable {
  package static var schemaName: String { "observed-credentials" }

  package struct Item: Sendable, Hashable, Codable {
    package var id: String
    package var name: String
    package var type: String
    /// Whether a list of the instance had it once, where others are only known from nodes.
    package var isListed: Bool?

    package init(id: String, name: String, type: String) {
      self.id = id
      self.name = name
      self.type = type
    }
  }

  package var credentials: [Item]
  /// Whether the instance listed them; otherwise they are gathered from the nodes that use them.
  package var isComplete: Bool

  package var count: Int { credentials.count }

  package init(credentials: [Item], isComplete: Bool) {
    self.credentials = credentials
    self.isComplete = isComplete
  }
}

/// `tags.json` of an observed branch.
package struct ObservedTags: ObservedList, Hashable {
  package static var schemaName: String { "observed-tags" }
  /// Names, sorted.
  package var tags: [String]

  package var count: Int { tags.count }

  package init(tags: [String]) { self.tags = tags }
}

/// `users.json` of an observed branch.
package struct ObservedUsers: ObservedList, Hashable {
  package static var schemaName: String { "observed-users" }

  package struct Item: Sendable, Hashable, Codable {
    package var email: String
    package var role: String?
    package var isPending: Bool

    package init(email: String, role: String?, isPending: Bool) {
      self.email = email
      self.role = role
      self.isPending = isPending
    }
  }

  package var users: [Item]

  package var count: Int { users.count }

  package init(users: [Item]) { self.users = users }
}
