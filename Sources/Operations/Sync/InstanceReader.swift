import Governance
import JSON
import Ledger
import N8N

/// Reads an instance for a sync. What a version does not offer is nil; what fails is an error.
struct InstanceReader: Sendable {
  private let client: N8NClient
  private let environment: Slug
  private let progress: @Sendable (JobEvent) -> Void

  init(client: N8NClient, environment: Slug, progress: @escaping @Sendable (JobEvent) -> Void) {
    self.client = client
    self.environment = environment
    self.progress = progress
  }

  /// Hands each page over while the next is on its way.
  ///
  /// - Returns: false where the list shifted meanwhile, so that something may have been passed over.
  func workflows(
    known: KnownEntries, _ take: (Page<RemoteWorkflow>) async throws(OpsError) -> Void
  ) async throws(OpsError) -> Bool {
    var count = 0
    var isWhole = true
    let pages = client.workflows(known: known).makeAsyncIterator()
    while let page = try await next(of: pages, after: count) {
      try await take(page)
      count += page.items.count + page.known.count
      isWhole = isWhole && !page.isShifted
      progress(.advanced(job: "sync", environment: environment, done: count))
    }
    return isWhole
  }

  /// The next page; an error tells how much was read before it.
  private func next(of pages: PageIterator<RemoteWorkflow>, after count: Int) async throws(OpsError)
    -> Page<RemoteWorkflow>?
  {
    do {
      return try await pages.next()
    } catch {
      var told = OpsError(n8nError: error)
      guard count > 0, error.kind != .cancelled else { throw told }
      told.what = "The list of workflows broke off after \(count), so nothing was changed"
      told.isIncomplete = true
      throw told
    }
  }

  /// What the instance says of one workflow.
  enum Found {
    case document(JSON)
    /// It does not exist.
    case absent
    /// It is there, and cannot be understood.
    case unreadable(String)
  }

  /// One workflow, asked for by its id.
  func workflow(_ id: String) async throws(OpsError) -> Found {
    do {
      return try await client.workflowIfPresent(id: id).map { .document($0.json) } ?? .absent
    } catch {
      guard error.kind == .unexpectedShape || error.kind == .answerTooLarge else {
        var told = OpsError(n8nError: error)
        told.isIncomplete = true
        throw told
      }
      return .unreadable(error.cause)
    }
  }

  /// A list that an instance need not offer.
  enum Listing<Value> {
    case read(Value)
    /// The version, the licence or the key does not offer it; why, and what to do.
    case refused(OpsError)
  }

  /// The credentials.
  func credentials() async throws(OpsError) -> Listing<ObservedCredentials> {
    try await optional { () async throws(N8NError) in
      let items = try await client.credentials().all { $0.id }.compactMap { credential in
        credential.id.map { ObservedCredentials.Item(id: $0, name: credential.name, type: credential.type) }
      }
      return ObservedCredentials(
        credentials: items.sorted { ($0.type, $0.name, $0.id) < ($1.type, $1.name, $1.id) }, isComplete: true)
    }
  }

  /// The names of the tags, sorted.
  func tags() async throws(OpsError) -> Listing<ObservedTags> {
    try await optional { () async throws(N8NError) in
      ObservedTags(tags: try await client.tags().all { $0.id }.map(\.name).sorted())
    }
  }

  /// The users.
  func users() async throws(OpsError) -> Listing<ObservedUsers> {
    try await optional { () async throws(N8NError) in
      let items = try await client.users().all { $0.id }.map { user in
        ObservedUsers.Item(email: user.email ?? "", role: user.role, isPending: user.isPending)
      }
      return ObservedUsers(users: items.sorted { $0.email < $1.email })
    }
  }

  private func optional<Value>(_ body: () async throws(N8NError) -> Value) async throws(OpsError)
    -> Listing<Value>
  {
    do {
      return .read(try await body())
    } catch {
      let told = OpsError(n8nError: error)
      guard told.isNotAllowed else { throw told }
      return .refused(told)
    }
  }
}
