import Governance
import Ledger
import N8N

/// Reads the list of executions: as far back as what is known, or to an end that is proved to be one.
struct ExecutionReader: Sendable {
  let client: N8NClient
  let environment: Slug
  /// When one began that does not say.
  let now: Instant
  /// Is told how many there are so far.
  let progress: @Sendable (Int) -> Void

  /// Those that are not known, and all that are under way: lists leave these out unless asked (api.md 3.3).
  func read(into listing: inout ExecutionListing) async throws(OpsError) {
    try await readEnded(into: &listing)
    for status in ["running", "waiting"] {
      let pages = client.executions(ExecutionFilter(status: status)).makeAsyncIterator()
      while let page = try await next(of: pages, after: listing) { listing.take(underWay: page) }
    }
    for item in listing.hidden {
      if case .read(let now) = try await single(item.id) { listing.take(now ?? item.gone) }
    }
  }

  private func readEnded(into listing: inout ExecutionListing) async throws(OpsError) {
    let pages = client.executions().makeAsyncIterator()
    while !listing.isEnough, let page = try await next(of: pages, after: listing) {
      if page.number == 1, listing.mayBeginAnew(with: page), let last = listing.last {
        if !(try await isThere(last, listing)) { listing.beginAnew() }
      }
      listing.take(page)
    }
    if !listing.isEnough { try await proveEnd(of: listing) }
  }

  private func next(of pages: PageIterator<RemoteExecution>, after listing: ExecutionListing)
    async throws(OpsError) -> Page<RemoteExecution>?
  {
    progress(listing.found.count)
    do {
      return try await pages.next()
    } catch {
      var told = OpsError(n8nError: error)
      guard !listing.found.isEmpty, error.kind != .cancelled else { throw told }
      told.what =
        "The list of executions broke off after \(listing.found.count), so nothing was changed"
      told.isIncomplete = true
      throw told
    }
  }

  /// What the instance says of one execution.
  private enum Single {
    /// As it is now; nil where it is not there any more.
    case read(ExecutionSegment.Item?)
    /// The key may list executions and not read them.
    case notAllowed
  }

  private func single(_ id: String) async throws(OpsError) -> Single {
    do {
      return .read(ExecutionSegment.Item(try await client.execution(id: id), now: now))
    } catch {
      if error.kind == .notFound { return .read(nil) }
      let told = OpsError(n8nError: error)
      guard told.isNotAllowed else { throw told }
      return .notAllowed
    }
  }

  /// Whether the instance has the execution that is known, and not another of the same id.
  private func isThere(_ item: ExecutionSegment.Item, _ listing: ExecutionListing) async throws(OpsError)
    -> Bool
  {
    guard case .read(let now?) = try await single(item.id) else { return false }
    return !listing.isAnother(now)
  }

  /// A list that ends before it reached what is known has either been pruned up to there, or was cut short: then going
  /// on from its newest entry would lose what is missing for good.
  private func proveEnd(of listing: ExecutionListing) async throws(OpsError) {
    if let last = listing.last, try await isThere(last, listing) {
      throw cutShort(
        listing, because: "execution \(last.id) is known and there, and the list ended before it")
    }
    guard let lowest = listing.lowest else { return }
    do {
      guard try await client.hasExecutions(before: "\(lowest)") else { return }
    } catch {
      // Nothing more can be asked of an instance that takes no cursor of ours.
      if error.kind == .invalidCursor || error.kind == .invalidQuery { return }
      throw OpsError(n8nError: error)
    }
    throw cutShort(listing, because: "it ended after execution \(lowest), and there are older ones")
  }

  private func cutShort(_ listing: ExecutionListing, because why: String) -> OpsError {
    var error = OpsError(
      "The list of executions ended too early, so nothing was changed", at: "\(environment), GET /executions",
      because: "\(why) (\(listing.found.count) were listed)",
      remedy: "Look for a proxy that shortens answers, then run again: it reads from where it was.")
    error.isIncomplete = true
    return error
  }
}
