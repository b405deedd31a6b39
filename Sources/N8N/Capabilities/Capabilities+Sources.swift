extension Capabilities {
  /// Capabilities from the instance's own document.
  ///
  /// - Parameter version: the exact version where it is known; bounded by the document's features otherwise.
  package init(_ specification: Specification, version: N8NVersion? = nil, scopes: [String]? = nil) {
    let features = specification.features
    self.init(
      source: .specification,
      version: version.map { .init(exactly: $0) } ?? FeatureHistory.versions(with: features),
      features: features,
      scopes: scopes)
  }

  /// Capabilities from a version alone, for an instance that does not show its document.
  package init(version: N8NVersion, scopes: [String]? = nil) {
    self.init(
      source: .version, version: .init(exactly: version), features: FeatureHistory.features(of: version),
      scopes: scopes)
  }

  /// What every release from 1.0 on takes, for an instance that shows nothing.
  package static func assumed(scopes: [String]? = nil) -> Capabilities {
    Capabilities(
      source: .assumed, version: N8NVersionRange(from: N8NVersion(1, 0), before: nil),
      features: FeatureHistory.features(of: N8NVersion(1, 0)), scopes: scopes)
  }

  /// `shared` is not marked read-only, but its members are: no release takes one (recordings, "Create and update").
  private static let refusedField = "shared"

  private init(source: Source, version: N8NVersionRange, features: Set<Feature>, scopes: [String]?) {
    let has = features.contains
    self.source = source
    self.version = version
    createFields = features.compactMap { if case .create(let name) = $0 { name } else { nil } }
      .filter { $0 != Self.refusedField }.sorted()
    updateFields = features.compactMap { if case .update(let name) = $0 { name } else { nil } }
      .filter { $0 != Self.refusedField }.sorted()
    settings = features.compactMap { if case .setting(let name) = $0 { name } else { nil } }.sorted()
    nodeKeys = features.compactMap { if case .node(let name) = $0 { name } else { nil } }.sorted()
    canPublish = has(.operation(Operation.publish))
    canActivateVersion = has(.body(Operation.activate))
    canArchive = has(.operation(Operation.archive))
    canListCredentials = has(.operation(Operation.listCredentials))
    canReadCredential = has(.operation(Operation.readCredential))
    canTestCredential = has(.operation(Operation.testCredential))
    canExcludePinnedData = has(.query(Operation.list, "excludePinnedData"))
    canCreateInProject = has(.create("projectId"))
    canFilterExecutionsByTime = has(.query("GET /executions", "startedAfter"))
    self.scopes = scopes.map { Set($0).sorted() }
    let hasDrafts = has(.query(Operation.update, "publishIfActive"))
    publishModel = hasDrafts ? .publishIfActive : version.isAtLeast(1, 122) ? .activeVersion : .none
    refusedUpdate = RefusedUpdate(version)
    publishesInBackground = !version.isBelow(2, 35)
    canUnsetErrorWorkflow = version.isAtLeast(2, 14)
    checksStructure = version.isAtLeast(2, 21)
  }
}

extension Capabilities.RefusedUpdate {
  /// Recorded in 1.123, 2.14, 2.30 and 2.40; design.md puts the change to "keeps" at 2.35.
  fileprivate init(_ version: N8NVersionRange) {
    if version.isBelow(2, 0) {
      self = .deactivates
    } else if version.isAtLeast(2, 35) {
      self = .keepsPublished
    } else if version.isAtLeast(2, 0), version.isBelow(2, 35) {
      self = .publishesBroken
    } else {
      self = .unknown
    }
  }
}
