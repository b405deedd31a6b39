internal import JSON

/// All that differs between the releases, as values. The code asks these, never for a version number.
/// What a field says was seen in the recordings unless its comment names another source.
struct Behaviour: Sendable {
  let release: N8NRelease

  // MARK: Keys and transport

  /// The message of 401 without a key.
  var missingKey = "'X-N8N-API-KEY' header required"
  /// The message of 401 with a wrong or expired key.
  var wrongKey = "unauthorized"
  /// Whether a key's scopes limit it.
  var limitsScopes = true
  /// The scopes an owner's key can hold.
  var scopes: [String]
  /// Whether operations in openapi.yml name their scope.
  var documentsScopes = true
  /// The words of validation errors.
  var dialect = ValidationDialect.ajv
  /// Whether an unknown query parameter is an error.
  var refusesUnknownParameters = true
  /// The largest `limit` of a list.
  var maximumLimit: Int? = 250
  /// Whether `limit=0` lists workflows in the order of their making instead of by id.
  var listsAllByAge = true
  /// The allowed values of the executions' `status` filter.
  var executionStatuses = ["canceled", "crashed", "error", "new", "running", "success", "unknown", "waiting"]
  /// The values of the `Deprecation` header (RFC 9745) by method and path, refusals included.
  var deprecations: [String: String] = [:]
  /// Whether openapi.yml has the bodies of workflows in place instead of references.
  var documentsBodiesInPlace = false
  /// What openapi.yml calls the pieces of paths that vary, by method and path, where it is not as in the table of endpoints.
  var documentedPaths: [String: String] = [:]
  /// The answer to POST /source-control/pull.
  var sourceControlRefusal: Refusal

  // MARK: What is stored

  /// Whether a name must have 1 to 128 characters.
  var checksNames = true
  /// Settings that are added on create where they are missing.
  var addedSettings: JSONObject = [:]
  /// Whether leaving out `callerPolicy` on update sets it to its default.
  var resetsCallerPolicy = false
  /// Whether `errorWorkflow: "DEFAULT"` removes the setting.
  var unsetsErrorWorkflow = true
  /// Settings that are accepted and thrown away.
  var droppedSettings: Set<String> = []
  /// Whether the keys of nodes and settings come back in the server's order.
  var reordersKeys = false
  /// Whether nodes with a webhook get a `webhookId`.
  var fillsWebhookIDs = true
  /// What is checked in nodes and connections.
  var structure = StructureRules(isChecked: true, checksNodeIDs: false)
  /// When an update makes a new `versionId`.
  var versionRule = VersionRule.content
  /// When an update raises `versionCounter`.
  var counterRule = CounterRule.contentAndSettings

  // MARK: Publishing

  /// Whether publications have a history.
  var keepsPublishHistory = true
  /// Whether activating an active workflow does anything, and can publish an older version.
  var reactivates = true
  /// Whether a save by hand of an active workflow publishes it (recordings, editor).
  var savePublishes = false
  /// Which version's row an update's `deactivated` goes to.
  var deactivatesOldVersion = false
  /// Which triggers let a workflow be activated.
  var acceptsSubworkflowTriggers = true
  /// Whether publishing looks at node types, credentials, parameters and sub-workflows.
  var checksConfiguration = true
  /// Whether the message about missing parameters names them.
  var namesMissingParameters = true
  /// What a workflow is like after an update whose publishing failed.
  var failedUpdate = FailedUpdate.publishesBroken
  /// The status of a webhook conflict.
  var conflictStatus = 409
  /// Raises of `versionCounter` when a workflow is published, in the answer and after it.
  var publishCounter = (now: 0, later: 0)
  /// Raises of `versionCounter` when an active workflow is updated and published, after the answer.
  var updateCounterLater = 0
  /// The raise of `versionCounter` after a deactivation's answer.
  var deactivationCounterLater = 0
  /// The raise of `versionCounter` by a failed activation.
  var failedActivationCounter = 0
  /// When triggers are registered.
  var registration = Registration.atOnce
  /// Whether an active workflow cannot be deleted.
  var protectsPublished = false

  // MARK: Texts

  /// The message of 404 for PUT, activate, ... of an unknown workflow, with the verb in place.
  var unknownWorkflow: @Sendable (_ verb: String) -> String = {
    "You do not have permission to \($0) this workflow. Ask the owner to share it with you."
  }
  /// The message when a workflow has no trigger.
  var noTrigger: @Sendable (_ name: String, _ id: String) -> String = { _, _ in
    "Workflow cannot be activated because it has no trigger node. At least one trigger, webhook, or polling node is required."
  }
  /// The message when a webhook's path is taken.
  var conflict: @Sendable (_ node: String) -> String = { _ in "There is a conflict with one of the webhooks."
  }
  /// The status of a refused transfer to an unknown project, and of an unknown version.
  var unknownThingStatus = 404
  /// The answer to a test of a credential.
  var credentialTest: Result<JSON, Refusal>

  // MARK: Shapes

  var shapes: Shapes
  /// Whether lists of executions hold those that wait.
  var listsWaiting = true
  /// Whether executions say where their data are stored.
  var saysWhereStored = true
  /// Whether executions tell their size, version and more.
  var detailsExecutions = true
  /// Whether the answer to a retry has `retryOf` as a number.
  var retryOfIsNumber = true
  /// Whether users have `mfaEnabled`.
  var showsMFA = true
  /// Whether credentials have the fields of resolvers.
  var showsResolvers = true
  /// Whether the answer to the deletion of a credential has its id, and `usageScope`.
  var identifiesDeletedCredential = false

  /// The path of an endpoint as openapi.yml and /discover have it.
  func documentedPath(of endpoint: Endpoint) -> String {
    documentedPaths["\(endpoint.method) \(endpoint.path)"] ?? endpoint.path
  }

  /// When an update makes a new version.
  enum VersionRule: Sendable {
    /// Anything that was sent differs from what is stored.
    case anyDifference
    /// Nodes, connections or groups differ.
    case content
  }

  /// When an update raises the counter.
  enum CounterRule: Sendable {
    case everyUpdate, contentAndSettings
  }

  /// The state after an update of an active workflow whose publishing was refused. The draft is saved in all.
  enum FailedUpdate: Sendable {
    /// Inactive, with the old version id over the new nodes.
    case deactivates
    /// Active; the broken version counts as published, with an empty history.
    case publishesBroken
    /// Active with the good version.
    case keepsPublished
  }

  /// When triggers and webhooks of a published workflow are in place.
  enum Registration: Sendable {
    case atOnce
    /// After the answer.
    case afterAnswer
    /// So many milliseconds later; `contested` where another workflow has the same path.
    case background(delay: Int, contested: Int)
  }
}

/// What POST and PUT check in a workflow's graph.
struct StructureRules: Sendable {
  let isChecked: Bool
  let checksNodeIDs: Bool
}
