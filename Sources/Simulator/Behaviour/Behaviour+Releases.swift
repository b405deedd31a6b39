internal import JSON

extension Behaviour {
  /// The table: one value a release.
  static func of(_ release: N8NRelease) -> Behaviour {
    switch release {
    case .v1_123_81: release1x123
    case .v2_14_2: release2x14
    case .v2_30_8: release2x30
    case .v2_40_7: release2x40
    }
  }

  private static let unlicensedSourceControl = Refusal(
    401, body: ["status": "Error", "message": "Source Control feature is not licensed"])

  private static let ownersDefaults: JSONObject = [
    "callerPolicy": "workflowsFromSameOwner", "availableInMCP": false,
  ]

  private static var release1x123: Behaviour {
    var behaviour = Behaviour(
      release: .v1_123_81, scopes: Scopes.v1x123, sourceControlRefusal: unlicensedSourceControl,
      credentialTest: .failure(.notFound), shapes: .v1x123)
    behaviour.limitsScopes = false
    behaviour.documentsScopes = false
    behaviour.executionStatuses = ["canceled", "error", "running", "success", "waiting"]
    behaviour.checksNames = false
    behaviour.addedSettings = ownersDefaults
    behaviour.resetsCallerPolicy = true
    behaviour.unsetsErrorWorkflow = false
    behaviour.fillsWebhookIDs = false
    behaviour.structure = StructureRules(isChecked: false, checksNodeIDs: false)
    behaviour.versionRule = .anyDifference
    behaviour.counterRule = .everyUpdate
    behaviour.keepsPublishHistory = false
    behaviour.reactivates = false
    behaviour.savePublishes = true
    behaviour.listsWaiting = false
    behaviour.saysWhereStored = false
    behaviour.detailsExecutions = false
    behaviour.showsMFA = false
    behaviour.showsResolvers = false
    behaviour.acceptsSubworkflowTriggers = false
    behaviour.checksConfiguration = false
    behaviour.failedUpdate = .deactivates
    behaviour.conflictStatus = 400
    behaviour.publishCounter = (now: 1, later: 1)
    behaviour.updateCounterLater = 1
    behaviour.deactivationCounterLater = 1
    behaviour.failedActivationCounter = 2
    behaviour.registration = .afterAnswer
    behaviour.unknownWorkflow = { _ in "Not Found" }
    behaviour.noTrigger = { name, id in
      "Workflow \"\(name)\" (ID: \(id)) has no node to start the workflow - at least one trigger, poller or webhook node is required"
    }
    behaviour.conflict = { node in
      "The URL path that the \"\(node)\" node uses is already taken. Please change it to something else."
    }
    behaviour.unknownThingStatus = 400
    return behaviour
  }

  private static var release2x14: Behaviour {
    var behaviour = Behaviour(
      release: .v2_14_2, scopes: Scopes.v2x14, sourceControlRefusal: unlicensedSourceControl,
      credentialTest: .failure(.notFound), shapes: .v2x14)
    behaviour.documentsScopes = false
    behaviour.checksNames = false
    behaviour.addedSettings = ownersDefaults
    behaviour.resetsCallerPolicy = true
    behaviour.structure = StructureRules(isChecked: false, checksNodeIDs: false)
    behaviour.counterRule = .everyUpdate
    behaviour.namesMissingParameters = false
    behaviour.listsWaiting = false
    behaviour.detailsExecutions = false
    behaviour.showsMFA = false
    behaviour.conflictStatus = 400
    behaviour.publishCounter = (now: 2, later: 0)
    behaviour.updateCounterLater = 2
    behaviour.deactivationCounterLater = 1
    behaviour.unknownWorkflow = { _ in "Not Found" }
    behaviour.unknownThingStatus = 400
    return behaviour
  }

  private static var release2x30: Behaviour {
    var behaviour = Behaviour(
      release: .v2_30_8, scopes: Scopes.v2x30, sourceControlRefusal: unlicensedSourceControl,
      credentialTest: .failure(Refusal(400, "Unrecognized node type: n8n-nodes-base.graphqlTool")),
      shapes: .v2x30)
    behaviour.droppedSettings = ["redactionPolicy"]
    return behaviour
  }

  private static var release2x40: Behaviour {
    var behaviour = Behaviour(
      release: .v2_40_7, scopes: Scopes.v2x40,
      sourceControlRefusal: .unlicensed("feat:sourceControl"),
      credentialTest: .success([
        "status": "Error", "message": "No testing function found for this credential.",
      ]), shapes: .v2x40)
    behaviour.missingKey = "Unauthorized"
    behaviour.wrongKey = "Unauthorized"
    behaviour.dialect = .zod
    behaviour.refusesUnknownParameters = false
    behaviour.maximumLimit = nil
    behaviour.listsAllByAge = false
    behaviour.deprecations = [
      "POST /workflows/{id}/activate": "@1784764800", "POST /workflows/{id}/deactivate": "@1784764800",
      "GET /workflows/{id}/{versionId}": "@1787702400",
    ]
    behaviour.droppedSettings = ["redactionPolicy", "binaryMode", "credentialResolverId"]
    behaviour.reordersKeys = true
    behaviour.structure = StructureRules(isChecked: true, checksNodeIDs: true)
    behaviour.deactivatesOldVersion = true
    behaviour.failedUpdate = .keepsPublished
    behaviour.registration = .background(delay: 60, contested: 400)
    behaviour.protectsPublished = true
    behaviour.documentsBodiesInPlace = true
    behaviour.documentedPaths = Self.documentedPaths2x40
    behaviour.retryOfIsNumber = false
    behaviour.identifiesDeletedCredential = true
    return behaviour
  }

  /// Endpoints that were rewritten by 2.40.7 name the pieces anew.
  private static var documentedPaths2x40: [String: String] {
    var paths: [String: String] = [:]
    for endpoint in Endpoint.all(for: .v2_40_7) {
      let route = "\(endpoint.method) \(endpoint.path)"
      switch route {
      case "GET /workflows/{id}/{versionId}", "POST /credentials/{id}/test": continue
      case "GET /workflows/{id}/versions/{versionId}":
        paths[route] = "/workflows/{workflowId}/versions/{workflowVersionId}"
      case "GET /tags/{id}": paths[route] = "/tags/{tagId}"
      default:
        for (folder, name) in [
          ("/workflows/", "workflowId"), ("/executions/", "executionId"), ("/credentials/", "credentialId"),
        ] where endpoint.path.hasPrefix(folder + "{id}") {
          paths[route] = folder + "{\(name)}" + endpoint.path.dropFirst((folder + "{id}").count)
        }
      }
    }
    return paths
  }
}
