import Governance
import JSON
import Ledger
import N8N

/// One n8n instance as a deployment sees it: portable content in, portable content out.
///
/// After every write the state is read again and decides, whatever the answer was: a refused PUT has still saved its
/// content, and a 200 from an activation proves nothing (recordings, traps 1 to 5).
struct TargetInstance: Sendable {
  /// A workflow as it is now.
  struct Live: Sendable {
    let id: String
    /// As n8n told it.
    let document: JSON
    /// What runs, or would run when activated, in portable form.
    let portable: JSON
    /// A draft that differs, in portable form.
    let draft: JSON?
    /// Content hash of what runs, or would run when activated.
    let hash: String
    /// The same of the content with its secrets in the clear.
    let clearHash: String
    /// The same where the environment's own values do not count, whatever stands at their places.
    let hashWithoutOwnValues: String
    let isActive: Bool
    let versionId: String?

    /// Whether both are the same as far as people can see.
    func isSame(as other: Live) -> Bool { portable == other.portable && draft == other.draft }

    /// Whether all that an update writes is there already; activation and tags have calls of their own.
    func has(contentOf content: JSON) -> Bool {
      TargetInstance.written(draft ?? portable) == TargetInstance.written(content)
    }
  }

  let environment: Slug
  private let client: N8NClient
  private let capabilities: Capabilities
  private var translation: EnvironmentMappings
  private let policy: NormalizationPolicy
  /// Ids of workflows that no mapping on `main` knows yet.
  private var made: Set<String> = []
  private let overlay: Overlay?
  private let secrets: TargetSecrets

  init(
    client: N8NClient, capabilities: Capabilities, environment: Slug, mappings: Mappings,
    policy: NormalizationPolicy,
    overlay: Overlay?, secrets: TargetSecrets
  ) {
    var client = client
    client.capabilities = capabilities
    self.client = client
    self.capabilities = capabilities
    self.environment = environment
    translation = mappings.translation(for: environment)
    self.policy = policy
    self.overlay = overlay
    self.secrets = secrets
  }

  /// Takes a workflow that was just made into account, so that what calls it can be written.
  mutating func map(_ id: String, to workflow: Slug) {
    guard translation.workflows[id] == nil else { return }
    made.insert(id)
    translation.map(workflow: id, to: workflow.text)
  }

  /// The part of a portable form that an update writes.
  static func written(_ portable: JSON) -> JSON {
    guard var object = portable.objectValue else { return portable }
    object["active"] = nil
    object["tags"] = nil
    return .object(object)
  }

  /// Content hash of what an update writes.
  func contentHash(of portable: JSON) -> String {
    ContentHash.hash(of: TargetInstance.written(portable), policy: policy).description
  }

  func contentHash(of draft: JSON?) -> String? { draft.map { contentHash(of: $0) } }

  func isActive(_ content: JSON) -> Bool { content["active"]?.boolValue ?? false }

  /// Whether publishing answers before triggers are registered.
  var publishesInBackground: Bool { capabilities.publishesInBackground }

  /// Whether the content listens on addresses that another workflow can have.
  func hasWebhooks(_ content: JSON) -> Bool {
    !PortableForm.portable(from: content, mappings: EnvironmentMappings(), policy: policy)
      .dependencies.webhooks.isEmpty
  }

  /// Waits until triggers are registered. The recordings saw a path taken 0.1 to 0.3 seconds after a publish.
  func settle() async {
    try? await Task.sleep(for: .milliseconds(400))
  }

  // MARK: - Reading

  /// The workflow, or nil where n8n says that it does not exist.
  func live(_ id: String, workflow: Slug) async throws(OpsError) -> Live? {
    do {
      let found = try await client.workflow(id: id)
      return found.isArchived ? nil : read(found.json, workflow: workflow)
    } catch {
      if error.kind == .notFound { return nil }
      throw OpsError(n8nError: error)
    }
  }

  /// A document of n8n in the terms of a deployment.
  func read(_ document: JSON, workflow: Slug) -> Live {
    let portable = PortableForm.portable(
      from: document, mappings: translation, policy: policy, overlay: overlay)
    let sealed = secrets.seal(portable.workflow, of: workflow)
    let masked = overlay?.masked(sealed, workflow: workflow.text) ?? sealed
    let hash = { ContentHash.hash(of: $0, policy: policy).description }
    let sealedHash = hash(sealed)
    return Live(
      id: document["id"]?.stringValue ?? "", document: document, portable: sealed,
      draft: portable.draft.map { secrets.seal($0, of: workflow) }, hash: sealedHash,
      clearHash: sealed == portable.workflow ? sealedHash : hash(portable.workflow),
      hashWithoutOwnValues: masked == sealed ? sealedHash : hash(masked),
      isActive: document["active"]?.boolValue ?? false, versionId: document["versionId"]?.stringValue)
  }

  /// The id of a workflow with this content that nothing is mapped to: one that a create whose answer was lost, or an
  /// interrupted run, has made.
  func findCreated(_ content: JSON, for workflow: Slug) async throws(OpsError) -> String? {
    let wanted = contentHash(of: content)
    var filter = WorkflowFilter()
    filter.name = content["name"]?.stringValue
    let pages = client.workflows(filter).makeAsyncIterator()
    while let page = try await ask({ () async throws(N8NError) in try await pages.next() }) {
      for item in page.items where !item.isArchived && isFree(item.id) {
        let live = read(item.json, workflow: workflow)
        if contentHash(of: live.draft ?? live.portable) == wanted { return item.id }
      }
    }
    return nil
  }

  private func isFree(_ id: String) -> Bool { translation.workflows[id] == nil || made.contains(id) }

  // MARK: - Writing

  /// Makes a workflow, inactive. When the answer is lost, what was made is looked for before anything else: there
  /// are never two copies.
  func create(_ content: JSON, for workflow: Slug) async throws(OpsError) -> String {
    let body = try body(of: content, for: workflow, replacing: nil)
    do {
      return try await client.createWorkflow(body).id
    } catch {
      if error.isOutcomeUnknown, let id = try await findCreated(content, for: workflow) {
        return id
      }
      throw OpsError(n8nError: error)
    }
  }

  /// Throws where something that decides what runs would be lost on the way.
  func requireTaken(_ content: JSON, of workflow: Slug, isNew: Bool) throws(OpsError) {
    let lost = LostMembers(of: content, isNew: isNew, capabilities, policy).essential
    guard !lost.isEmpty else { return }
    throw OpsError(
      "The target's n8n does not take all of the workflow, so nothing was written",
      at: "\(workflow) in \(environment)", because: "it does not take \(lost.joined(separator: ", "))",
      remedy: "Update n8n in \(environment), or remove it from the workflow and plan again.")
  }

  /// Whether the content has something that only an update takes, such as `description`.
  func needsUpdate(afterCreating content: JSON) -> Bool {
    Set(capabilities.updateFields).subtracting(capabilities.createFields)
      .contains { content[$0].map { !$0.isNull && $0 != "" } ?? false }
  }

  /// Writes new content; what runs goes on where the version can keep a draft.
  func update(_ live: Live, to content: JSON, for workflow: Slug) async throws(OpsError) {
    let body = try body(of: content, for: workflow, replacing: live.document)
    try await write(live.id, body, keepsRunning: live.isActive && canDraft)
  }

  /// Publishes the draft, or starts a workflow that does not run. The state decides whether it worked.
  func publish(_ live: Live) async throws(OpsError) {
    try await change { () async throws(N8NError) in
      _ = try await client.startWorkflow(
        id: live.id, versionId: capabilities.canActivateVersion ? live.versionId : nil)
    }
  }

  func deactivate(_ id: String) async throws(OpsError) {
    try await change { () async throws(N8NError) in _ = try await client.stopWorkflow(id: id) }
  }

  /// Gives the workflow its tags; those that the instance does not have are made.
  func setTags(of id: String, to content: JSON) async throws(OpsError) {
    let names = content["tags"]?.arrayValue?.compactMap(\.stringValue) ?? []
    try await ask { () async throws(N8NError) in
      let present = try await client.tags(ofWorkflow: id)
      guard Set(present.map(\.name)) != Set(names) else { return }
      var known = Dictionary(try await client.tags().all { $0.id }.map { ($0.name, $0.id) }) { first, _ in
        first
      }
      for name in names where known[name] == nil { known[name] = try await client.createTag(name: name).id }
      _ = try await client.setTags(names.compactMap { known[$0] }, ofWorkflow: id)
    }
  }

  // MARK: - Going back

  /// Makes the workflow what a document of n8n says: content, activation and tags.
  func restore(_ id: String, to document: JSON) async throws(OpsError) {
    let wasActive = document["active"]?.boolValue ?? false
    let published = wasActive ? document["activeVersion"] : nil
    var running = document
    if let published, var object = document.objectValue {
      object["nodes"] = published["nodes"]
      object["connections"] = published["connections"]
      running = .object(object)
    }
    // What ran first; a draft that differed is put back over it without publishing it.
    let written = try await ask { () async throws(N8NError) in try await client.workflow(id: id) }
    if !wasActive, written.isActive { try await deactivate(id) }
    try await write(id, try rawBody(running, replacing: written.json), keepsRunning: false)
    let now = try await ask { () async throws(N8NError) in try await client.workflow(id: id) }
    if wasActive, !now.isActive || now.hasUnpublishedDraft {
      try await change { () async throws(N8NError) in _ = try await client.startWorkflow(id: id) }
    }
    if running != document, canDraft {
      try await write(id, try rawBody(document, replacing: now.json), keepsRunning: true)
    }
    let tags = document["tags"]?.arrayValue?.compactMap { $0["name"] } ?? []
    try await setTags(of: id, to: ["tags": .array(tags)])
  }

  /// Takes a workflow away that this deployment made. n8n needs a moment after an unpublish.
  func remove(_ id: String) async throws(OpsError) {
    // Some versions delete only what is not active, others whatever it is: the deletion tells.
    try? await deactivate(id)
    var lastError: OpsError?
    for attempt in 0..<10 {
      if attempt > 0 { try? await Task.sleep(for: .milliseconds(200)) }
      do {
        _ = try await client.deleteWorkflow(id: id)
        return
      } catch {
        if error.kind == .notFound { return }
        lastError = OpsError(n8nError: error)
      }
    }
    if let lastError { throw lastError }
  }

  // MARK: - Bodies

  /// Does a call whose effect is read back afterwards: an answer that is lost says nothing.
  private func change(_ body: () async throws(N8NError) -> Void) async throws(OpsError) {
    do {
      try await body()
    } catch {
      guard error.isOutcomeUnknown else { throw OpsError(n8nError: error) }
    }
  }

  /// Whether new content can be kept beside what runs.
  var canDraft: Bool { capabilities.publishModel == .publishIfActive }

  private func write(_ id: String, _ body: WriteBody, keepsRunning: Bool) async throws(OpsError) {
    try await change { () async throws(N8NError) in
      _ = try await client.updateWorkflow(id: id, body, publishIfActive: !keepsRunning)
    }
  }

  private func body(of content: JSON, for workflow: Slug, replacing current: JSON?) throws(OpsError)
    -> WriteBody
  {
    let result = PortableForm.n8n(
      from: content, canonicalID: workflow.text, mappings: translation, policy: policy, overlay: overlay)
    guard result.unresolved.isEmpty else {
      throw OpsError(
        "The workflow cannot be written as it is", at: "\(workflow) in \(environment)",
        because: result.unresolved.map(\.message).joined(separator: "; "),
        remedy: "Promote or onboard what it refers to first.")
    }
    // The last guard: a placeholder never reaches an instance.
    guard let document = secrets.open(result.document) else {
      throw OpsError(
        "The workflow cannot be written as it is", at: "\(workflow) in \(environment)",
        because: "a secret in it cannot be opened here", remedy: "n8n-ops secret check")
    }
    do {
      if let current { return try WriteBody.update(document, replacing: current, capabilities) }
      return try WriteBody.create(document, capabilities)
    } catch {
      throw OpsError("The workflow cannot be sent", at: "\(workflow) in \(environment)", because: "\(error)")
    }
  }

  /// A document of n8n as the body of an update; settings that came in meanwhile go to their default.
  private func rawBody(_ document: JSON, replacing current: JSON) throws(OpsError) -> WriteBody {
    do {
      return try WriteBody.update(document, replacing: current, capabilities)
    } catch {
      throw OpsError("The workflow cannot be put back", at: environment.text, because: "\(error)")
    }
  }
}
