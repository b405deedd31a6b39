/// Messages about activating, publishing, archiving and deleting (recordings, "Publishing").
enum PublishingRules {
  private static let statuses: Set<Int> = [400, 404, 409, 422]

  static let all: [RefusalRule] = [
    .containing("There is a conflict with one of the webhooks", statuses, .webhookConflict),
    takenPath,
    .containing("has no node to start the workflow", statuses, .noTrigger),
    .containing("has no trigger node", statuses, .noTrigger),
    .named(after: "Unrecognized node type: ", statuses, .unknownNodeType),
    .named(after: "references workflow ", upTo: " ", statuses, .subworkflowNotPublished),
    .containing("Cannot publish workflow", statuses, .incompleteNodes),
    .containing("an archived workflow", statuses, .archived),
    .containing("Workflow is not archived", statuses, .notArchived),
    .containing("Cannot delete a published workflow", statuses, .stillPublished),
    .containing("still being unpublished", statuses, .stillUnpublishing),
  ]

  /// 1.123 names the node.
  private static let takenPath = RefusalRule(statuses, .webhookConflict) { message in
    guard message.contains("URL path"), message.contains("is already taken") else { return nil }
    return .init(subject: message.split(separator: "\"").dropFirst().first.map(String.init))
  }
}
