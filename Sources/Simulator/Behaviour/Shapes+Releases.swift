extension Shapes {
  private static let workflow1 = [
    "updatedAt", "createdAt", "id", "name", "description", "active", "isArchived", "nodes", "connections",
    "settings", "staticData", "meta", "pinData", "versionId", "activeVersionId", "versionCounter",
    "triggerCount",
  ]

  private static let version1 = [
    "updatedAt", "createdAt", "versionId", "workflowId", "nodes", "connections", "authors", "name",
    "description",
  ]

  private static let project1 = ["updatedAt", "createdAt", "id", "name", "type", "icon", "description"]

  static let v1x123 = Shapes(
    workflow: workflow1, version: version1, versionAlone: version1,
    tag: ["updatedAt", "createdAt", "id", "name"],
    share: ["updatedAt", "createdAt", "role", "workflowId", "projectId", "project"],
    project: project1 + ["projectRelations"],
    create: [], get: [.shared, .tags, .activeVersion],
    list: [.sharedWithoutProject, .activeVersionAlone, .tags], update: [.tags],
    activate: [.activeVersion], activateAgain: [.shared, .activeVersion],
    deactivate: [.shared, .activeVersion], deactivateAgain: [.shared, .activeVersion],
    archive: [], archiveAgain: [], unarchive: [], updateShowsHistory: false)

  static var v2x14: Shapes {
    var shapes = v1x123
    shapes.version = version1 + ["autosaved", "workflowPublishHistory"]
    shapes.project = project1 + ["creatorId"]
    shapes.update = [.tags, .activeVersion]
    shapes.activateAgain = [.activeVersion]
    shapes.deactivateAgain = [.shared]
    return shapes
  }

  static var v2x30: Shapes {
    var shapes = v2x14
    shapes.workflow = inserting("nodeGroups", before: "pinData", in: workflow1) + ["sourceWorkflowId"]
    shapes.versionAlone = inserting("nodeGroups", before: "authors", in: version1)
    shapes.version = shapes.versionAlone + ["autosaved", "workflowPublishHistory"]
    shapes.project = project1 + ["customTelemetryTags", "creatorId"]
    shapes.create = [.shared, .tags, .parentFolder, .activeVersion]
    shapes.archive = [.shared, .activeVersion]
    shapes.archiveAgain = [.shared]
    shapes.unarchive = [.shared]
    return shapes
  }

  static var v2x40: Shapes {
    var shapes = v2x30
    shapes.workflow = [
      "id", "name", "description", "active", "activeVersionId", "createdAt", "updatedAt", "isArchived",
      "versionId", "versionCounter", "sourceWorkflowId", "triggerCount", "nodes", "connections",
      "nodeGroups", "settings", "staticData", "pinData", "meta",
    ]
    shapes.version = [
      "versionId", "workflowId", "nodes", "connections", "nodeGroups", "authors", "name", "description",
      "autosaved", "createdAt", "updatedAt", "workflowPublishHistory",
    ]
    shapes.tag = ["id", "name", "createdAt", "updatedAt"]
    shapes.share = ["role", "workflowId", "projectId", "project", "createdAt", "updatedAt"]
    shapes.project = [
      "id", "name", "type", "icon", "description", "customTelemetryTags", "creatorId", "createdAt",
      "updatedAt",
    ]
    shapes.create = [.tags, .shared, .activeVersion, .parentFolder]
    shapes.get = [.tags, .shared, .activeVersion]
    shapes.list = [.tags, .sharedWithoutProject, .activeVersionAlone]
    shapes.deactivateAgain = [.shared, .activeVersion]
    shapes.archiveAgain = [.shared, .activeVersion]
    shapes.unarchive = [.shared, .activeVersion]
    shapes.updateShowsHistory = true
    return shapes
  }

  private static func inserting(_ key: String, before next: String, in keys: [String]) -> [String] {
    keys.flatMap { $0 == next ? [key, $0] : [$0] }
  }
}
