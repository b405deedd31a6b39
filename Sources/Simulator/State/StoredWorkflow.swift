internal import JSON

/// A workflow as the instance's database has it. Only `Instance` holds them, behind the simulator's lock.
final class StoredWorkflow: Codable {
  /// The graph: what a version keeps.
  struct Content: Equatable, Codable {
    var nodes: JSON
    var connections: JSON
    var nodeGroups: JSON = .array([])
  }

  let id: String
  /// Counts workflows in the order of their making.
  var number = 0
  var name: String { didSet { forget() } }
  var description: JSON = .null { didSet { forget() } }
  var isArchived = false { didSet { forget() } }
  var content: Content { didSet { forget() } }
  var settings: JSONObject { didSet { forget() } }
  var staticData: JSON = .null { didSet { forget() } }
  var meta: JSON = .null { didSet { forget() } }
  var pinData: JSON = .null { didSet { forget() } }
  var versionID: String { didSet { forget() } }
  var activeVersionID: String? { didSet { forget() } }
  var versionCounter = 1 { didSet { forget() } }
  var triggerCount = 0 { didSet { forget() } }
  var tagIDs: [String] = [] { didSet { forget() } }
  let createdAt: Int
  var updatedAt: Int { didSet { forget() } }
  /// Saved versions by id; the newest last in `versionOrder`.
  private(set) var versions: [String: WorkflowVersion] = [:]
  private(set) var versionOrder: [String] = []
  /// What happened to its publication, oldest first.
  var publishRows: [PublishRow] = [] { didSet { forget() } }
  /// The item of a list, written; by whether pinned data are left out. Empty until asked for.
  var listItems: [Bool: [UInt8]] = [:]

  /// All but `listItems`, which can be written again.
  private enum CodingKeys: CodingKey {
    case id, number, name, description, isArchived, content, settings, staticData, meta, pinData, versionID
    case activeVersionID, versionCounter, triggerCount, tagIDs, createdAt, updatedAt, versions, versionOrder
    case publishRows
  }

  init(id: String, name: String, content: Content, settings: JSONObject, versionID: String, now: Int) {
    self.id = id
    self.name = name
    self.content = content
    self.settings = settings
    self.versionID = versionID
    createdAt = now
    updatedAt = now
  }

  var isActive: Bool { activeVersionID != nil }

  /// The published version.
  var activeVersion: WorkflowVersion? { activeVersionID.flatMap { versions[$0] } }

  /// Keeps the present content as the version `versionID`.
  func saveVersion(authors: String, now: Int, autosaved: Bool = false) {
    if versions[versionID] == nil { versionOrder.append(versionID) }
    versions[versionID] = WorkflowVersion(
      id: versionID, content: content, authors: authors, autosaved: autosaved, createdAt: now)
    forget()
  }

  /// Labels a version.
  func label(_ versionID: String, name: String?, description: String?) {
    if let name { versions[versionID]?.name = name }
    if let description { versions[versionID]?.description = description }
    forget()
  }

  private func forget() {
    if !listItems.isEmpty { listItems = [:] }
  }
}

/// A saved version of a workflow.
struct WorkflowVersion: Codable {
  let id: String
  let content: StoredWorkflow.Content
  let authors: String
  var name: String?
  var description: String?
  let autosaved: Bool
  let createdAt: Int

  init(id: String, content: StoredWorkflow.Content, authors: String, autosaved: Bool, createdAt: Int) {
    self.id = id
    self.content = content
    self.authors = authors
    self.autosaved = autosaved
    self.createdAt = createdAt
  }
}

/// One row of `workflowPublishHistory`.
struct PublishRow: Codable {
  let id: Int
  let versionID: String
  let isActivation: Bool
  let createdAt: Int
}
