/// What an instance can do, found by probing it and kept with its environment. Whoever writes to an instance asks
/// this, never a version number.
package struct Capabilities: Sendable, Hashable, Codable {
  /// How the capabilities are known.
  package enum Source: String, Sendable, Hashable, Codable {
    /// From the instance's own OpenAPI document.
    case specification
    /// From its version and the history of releases.
    case version
    /// From nothing: what every release takes.
    case assumed
  }

  /// How saving and running relate.
  package enum PublishModel: String, Sendable, Hashable, Codable {
    /// One graph: what is saved is what runs.
    case none
    /// The running version is kept apart, and saving an active workflow publishes it.
    case activeVersion
    /// Besides, a draft of an active workflow can be saved without publishing it (2.35).
    case publishIfActive
  }

  /// What becomes of an active workflow when an update is refused because it cannot be published: its content is
  /// saved in every release (trap 1).
  package enum RefusedUpdate: String, Sendable, Hashable, Codable {
    /// It stops (trap 3).
    case deactivates
    /// The broken version counts as published (trap 2).
    case publishesBroken
    /// The good version runs on.
    case keepsPublished
    /// The version is not known well enough.
    case unknown
  }

  /// How the capabilities are known.
  package var source: Source
  /// The version, exact or bounded.
  package var version: N8NVersionRange
  /// The fields a new workflow may have, sorted.
  package var createFields: [String]
  /// The fields an update may have, sorted.
  package var updateFields: [String]
  /// The settings that are taken, sorted.
  package var settings: [String]
  /// The keys of nodes that are taken, sorted.
  package var nodeKeys: [String]
  /// How saving and running relate.
  package var publishModel: PublishModel
  /// Whether there are publish and unpublish; activate and deactivate do the same everywhere.
  package var canPublish: Bool
  /// Whether an older version can be activated by its id: rolling back without touching the draft.
  package var canActivateVersion: Bool
  /// Whether workflows can be archived.
  package var canArchive: Bool
  /// Whether credentials can be listed.
  package var canListCredentials: Bool
  /// Whether one credential can be read by its id.
  package var canReadCredential: Bool
  /// Whether n8n tests a credential when asked.
  package var canTestCredential: Bool
  /// Whether lists of workflows can leave pinned data out.
  package var canExcludePinnedData: Bool
  /// Whether there are folders and projects in bodies: `projectId` of a new workflow.
  package var canCreateInProject: Bool
  /// Whether the list of executions can be bounded by time.
  package var canFilterExecutionsByTime: Bool
  /// The scopes of the key, sorted; nil where the instance does not tell (before 2.14).
  package var scopes: [String]?
  /// What becomes of an active workflow when an update is refused.
  package var refusedUpdate: RefusedUpdate
  /// Whether publishing answers before triggers are registered, so that a conflict of paths shows only on the next
  /// activation, and unpublishing takes a moment (traps 4 and 5; seen in 2.40, assumed where it is not excluded).
  package var publishesInBackground: Bool
  /// Whether `errorWorkflow: "DEFAULT"` takes the error workflow away (seen in 2.14 and later);
  /// 1.x stores the word as an id (trap 9).
  package var canUnsetErrorWorkflow: Bool
  /// Whether nodes and connections are checked when a workflow is saved (2.21).
  package var checksStructure: Bool

  /// Whether the key has a scope; nil where the instance does not tell.
  package func hasScope(_ scope: String) -> Bool? { scopes.map { $0.contains(scope) } }
}
