internal import HTTP

/// The pages of a list, in order. While one is being read and worked on, the next is already under way, and no more
/// than that one. Of a list that was read before, two are: its pages are asked for as they were the last time, until
/// one does not go on as it did then.
///
/// A list that counts its pages shifts when something in front is deleted meanwhile, and then passes over an item that
/// nobody touched (trap 12). So each page is asked for from the last item of the page before, which has to come again.
///
/// It ends after the page without a cursor. A cursor that comes a second time, or more pages than any instance
/// has, end it with an error of kind `endlessList` (trap 13).
package struct PageSequence<Item: RemoteDocument>: AsyncSequence, Sendable {
  package typealias Element = Page<Item>
  package typealias Failure = N8NError

  /// Pages beyond which a list is held to be endless: 25 million items.
  static var maximumPages: Int { 100_000 }

  let client: N8NClient
  let call: Call
  /// What need not be read again; nil where nobody asks.
  var known: KnownEntries?

  package func makeAsyncIterator() -> PageIterator<Item> {
    PageIterator(client: client, call: call, known: known)
  }

  /// All items of all pages; each item of an id once, the first that came.
  package func all(id: (Item) -> String?) async throws(N8NError) -> [Item] {
    var items: [Item] = []
    var seen: Set<String> = []
    for try await page in self {
      for item in page.items {
        if let id = id(item), !seen.insert(id).inserted { continue }
        items.append(item)
      }
    }
    return items
  }
}

/// Goes through the pages of a list. Dropping it gives up the page that is under way.
package final class PageIterator<Item: RemoteDocument>: AsyncIteratorProtocol {
  package typealias Element = Page<Item>
  package typealias Failure = N8NError

  private typealias Delivery = Result<HTTPResponse, N8NError>

  /// A page under way.
  private struct Ahead {
    /// What it begins after; nil for the first.
    let cursor: String?
    let call: Call
    let task: Task<Delivery, Never>
  }

  private let client: N8NClient
  private let call: Call
  private let known: KnownEntries?
  /// The pages under way, in order.
  private var ahead: [Ahead] = []
  /// What a page was followed by the last time: both by what they begin after, empty for the first.
  private let usual: [String: String]
  private var cursors: Set<String> = []
  /// The item that the page under way has to begin with.
  private var overlap: String?
  private var number = 0
  private var isFinished = false

  init(client: N8NClient, call: Call, known: KnownEntries?) {
    self.client = client
    self.call = call
    self.known = known
    let cursors = known?.cursors.map { OffsetCursor($0)?.overlapping ?? $0 } ?? []
    usual = Dictionary(zip([""] + cursors, cursors)) { first, _ in first }
  }

  deinit { giveUp() }

  package func next() async throws(N8NError) -> Page<Item>? { try await next(isolation: nil) }

  package func next(isolation actor: isolated (any Actor)?) async throws(N8NError) -> Page<Item>? {
    if isFinished { return nil }
    if ahead.isEmpty { ahead.append(fetch(after: nil)) }
    goAhead()
    let current = ahead.removeFirst()
    let delivery = await withTaskCancellationHandler {
      await current.task.value
    } onCancel: {
      current.task.cancel()
    }
    // Reading takes as long as fetching, so that the next page does not wait for it.
    follow(foreseenCursor(in: delivery).map(overlapping))
    do {
      return try page(try await client.wholePage(current.call, known, from: delivery))
    } catch {
      isFinished = true
      giveUp()
      throw error
    }
  }

  private func page(_ fetched: RawPage) throws(N8NError) -> Page<Item> {
    var raw = fetched
    let isShifted = !dropOverlap(of: &raw)
    number += 1
    try goOn(after: fetched)
    return raw.page(number: number, isShifted: isShifted, seen: fetched.seen)
  }

  /// Has the next page under way, or ends the list.
  private func goOn(after fetched: RawPage) throws(N8NError) {
    guard let cursor = fetched.nextCursor else {
      isFinished = true
      giveUp()
      return
    }
    guard cursors.insert(cursor).inserted, number < PageSequence<Item>.maximumPages else {
      throw client.failure(call, .endlessList, "the list did not end after page \(number)")
    }
    // Where items are missing from the page, its last entry need not be the one before the next page.
    let isCounted = fetched.lost.isEmpty && OffsetCursor(cursor) != nil
    overlap = isCounted ? fetched.entries.last?.id : nil
    follow(overlap == nil ? cursor : overlapping(cursor))
  }

  /// Has the page under way that begins after a cursor; none where it is nil.
  private func follow(_ cursor: String?) {
    if ahead.first?.cursor != cursor {
      giveUp()
      if let cursor { ahead.append(fetch(after: cursor)) }
    }
    goAhead()
  }

  /// Asks for what followed the last time.
  private func goAhead() {
    while ahead.count < 2, let cursor = ahead.last.flatMap({ usual[$0.cursor ?? ""] }) {
      ahead.append(fetch(after: cursor))
    }
  }

  private func giveUp() {
    for page in ahead { page.task.cancel() }
    ahead = []
  }

  /// What the page that came will turn out to be followed by; only reading it tells for certain.
  private func foreseenCursor(in delivery: Delivery) -> String? {
    guard case .success(let response) = delivery, (200..<300).contains(response.status) else { return nil }
    return CursorForesight.cursor(atEndOf: response.body)
  }

  private func overlapping(_ cursor: String) -> String { OffsetCursor(cursor)?.overlapping ?? cursor }

  /// Takes away what the page before had already.
  ///
  /// - Returns: false where its last item is not there any more.
  private func dropOverlap(of raw: inout RawPage) -> Bool {
    guard let overlap else { return true }
    guard let place = raw.entries.firstIndex(where: { $0.id == overlap }) else { return false }
    raw.entries.removeFirst(place + 1)
    return true
  }

  private func fetch(after cursor: String?) -> Ahead {
    var call = call
    if let cursor { call.query.append(("cursor", cursor)) }
    let task = Task { [client, call] in
      do throws(N8NError) { return Delivery.success(try await client.deliver(call)) } catch {
        return .failure(error)
      }
    }
    return Ahead(cursor: cursor, call: call, task: task)
  }
}
