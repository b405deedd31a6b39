/// The pages of a list, in order. While one is being worked on, the next is already under way, and no more than
/// that one.
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

  package func makeAsyncIterator() -> PageIterator<Item> { PageIterator(client: client, call: call) }

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

  private typealias Fetched = Result<RawPage, N8NError>

  private let client: N8NClient
  private let call: Call
  private var ahead: Task<Fetched, Never>?
  private var cursors: Set<String> = []
  /// The item that the page under way has to begin with.
  private var overlap: String?
  private var number = 0
  private var isFinished = false

  init(client: N8NClient, call: Call) {
    self.client = client
    self.call = call
  }

  deinit { ahead?.cancel() }

  package func next() async throws(N8NError) -> Page<Item>? { try await next(isolation: nil) }

  package func next(isolation actor: isolated (any Actor)?) async throws(N8NError) -> Page<Item>? {
    if isFinished { return nil }
    let task = ahead ?? fetch(cursor: nil)
    let fetched = await withTaskCancellationHandler {
      await task.value
    } onCancel: {
      task.cancel()
    }
    ahead = nil
    switch fetched {
    case .failure(let error):
      isFinished = true
      throw error
    case .success(let raw): return try page(raw)
    }
  }

  private func page(_ fetched: RawPage) throws(N8NError) -> Page<Item> {
    var raw = fetched
    let isShifted = !dropOverlap(of: &raw)
    number += 1
    isFinished = true
    if let cursor = raw.nextCursor {
      guard cursors.insert(cursor).inserted, number < PageSequence<Item>.maximumPages else {
        throw client.failure(call, .endlessList, "the list did not end after page \(number)")
      }
      // Where items are missing from the page, its last entry need not be the one before the next page.
      let isCounted = fetched.lost.isEmpty && OffsetCursor(cursor) != nil
      overlap = isCounted ? fetched.entries.last?["id"]?.idValue : nil
      ahead = fetch(cursor: overlap == nil ? cursor : OffsetCursor(cursor)?.overlapping)
      isFinished = false
    }
    return raw.page(number: number, isShifted: isShifted)
  }

  /// Takes away what the page before had already.
  ///
  /// - Returns: false where its last item is not there any more.
  private func dropOverlap(of raw: inout RawPage) -> Bool {
    guard let overlap else { return true }
    guard let place = raw.entries.firstIndex(where: { $0["id"]?.idValue == overlap }) else { return false }
    raw.entries.removeFirst(place + 1)
    return true
  }

  private func fetch(cursor: String?) -> Task<Fetched, Never> {
    var call = call
    if let cursor { call.query.append(("cursor", cursor)) }
    return Task { [client, call] in
      do throws(N8NError) { return .success(try await client.wholePage(call)) } catch {
        return .failure(error)
      }
    }
  }
}
