/// Which keys the answers about workflows have, and in which order (recordings).
struct Shapes: Sendable {
  /// The keys of the workflow itself.
  var workflow: [String]
  /// Keys that items of lists do not have.
  let missingInLists: Set<String> = ["description", "versionCounter", "sourceWorkflowId"]
  /// The keys of an `activeVersion`.
  var version: [String]
  /// The keys of the answer of GET /workflows/{id}/{versionId}.
  var versionAlone: [String]
  /// Keys of a tag.
  var tag: [String]
  /// Keys of an element of `shared`, and of its project.
  var share: [String]
  var project: [String]
  /// The extra keys by operation, in order.
  var create: [Extra]
  var get: [Extra]
  var list: [Extra]
  var update: [Extra]
  var activate: [Extra]
  var activateAgain: [Extra]
  var deactivate: [Extra]
  var deactivateAgain: [Extra]
  var archive: [Extra]
  var archiveAgain: [Extra]
  var unarchive: [Extra]
  let delete: [Extra] = [.shared]
  /// Whether an update that published answers the publish history.
  var updateShowsHistory: Bool

  /// A key besides those of the workflow.
  enum Extra: Sendable {
    case shared
    case sharedWithoutProject
    case tags
    case parentFolder
    case activeVersion
    /// `activeVersion` without the publish history.
    case activeVersionAlone
  }
}
