internal import Digest
internal import HTTP
internal import JSON

/// An entry of a list.
enum RawEntry: Sendable {
  /// What stands there, and its digest where the reader asks for it.
  case read(JSON, SHA256Digest?)
  /// The same bytes as before, and so the same id.
  case known(id: String)

  var id: String? {
    switch self {
    case .read(let json, _): json["id"]?.idValue
    case .known(let id): id
    }
  }
}

/// A page as it came.
struct RawPage: Sendable {
  /// SHA-256 of its bytes, where the reader asks for it; nil for one that was put together from parts.
  var digest: SHA256Digest?
  /// Whether it came byte for byte as before.
  var isKnown = false
  var entries: [RawEntry]
  /// Why items that stood between the entries could not even be fetched.
  var lost: [String] = []
  var nextCursor: String?
  var byteCount: Int
  var elapsed: Duration

  /// What it can be known by the next time.
  var seen: SeenPage? {
    let ids = entries.compactMap(\.id)
    guard let digest, lost.isEmpty, ids.count == entries.count else { return nil }
    return SeenPage(digest: digest, ids: ids, nextCursor: nextCursor)
  }

  /// - Parameter seen: the page before entries that came twice were taken away.
  func page<Item: RemoteDocument>(number: Int, isShifted: Bool, seen: SeenPage?) -> Page<Item> {
    var items: [Item] = []
    items.reserveCapacity(entries.count)
    var (digests, known): ([SHA256Digest], [String]) = ([], [])
    var unreadable: [UnreadableItem] = []
    for (index, entry) in entries.enumerated() {
      switch entry {
      case .known(let id): known.append(id)
      case .read(let json, let digest):
        if let item = Item(json) {
          items.append(item)
          if let digest { digests.append(digest) }
        } else {
          let reason = json.objectValue == nil ? json.kindName : "an object without what identifies it"
          unreadable.append(UnreadableItem(index: index, reason: reason, json: json))
        }
      }
    }
    for (index, reason) in lost.enumerated() {
      unreadable.append(UnreadableItem(index: entries.count + index, reason: reason, json: .null))
    }
    return Page(
      items: items, digests: digests.count == items.count ? digests : [], known: known,
      seen: unreadable.isEmpty ? seen : nil, isKnown: isKnown, unreadable: unreadable, number: number,
      isShifted: isShifted,
      isLast: nextCursor == nil, byteCount: byteCount, elapsed: elapsed)
  }
}

extension N8NClient {
  /// One page of a list: `{"data": [...], "nextCursor": ...}`.
  func rawPage(_ call: Call, _ known: KnownEntries?) async throws(N8NError) -> RawPage {
    try rawPage(call, known, from: try await deliver(call))
  }

  /// The page in an answer.
  func rawPage(_ call: Call, _ known: KnownEntries?, from response: HTTPResponse) throws(N8NError) -> RawPage
  {
    let reader = reading(call)
    if let known, let body = try reader.json(in: response),
      let page = try knownPage(body, known, call, response.elapsed)
    {
      return page
    }
    let answer = try reader.read(response)
    guard let entries = answer.json["data"]?.arrayValue else {
      throw failure(
        call, .unexpectedShape, "the answer has no list under \"data\" but \(answer.json.kindName)")
    }
    return RawPage(
      entries: entries.map { .read($0, nil) }, nextCursor: try nextCursor(answer.json, call),
      byteCount: answer.byteCount, elapsed: answer.elapsed)
  }

  /// The page but for what is known of it; nil where it is to be read in the usual way.
  private func knownPage(_ body: [UInt8], _ known: KnownEntries, _ call: Call, _ elapsed: Duration)
    throws(N8NError) -> RawPage?
  {
    let digest = Digest.sha256(body)
    if let page = known.pages[digest] {
      return RawPage(
        digest: digest, isKnown: true, entries: page.ids.map { .known(id: $0) },
        nextCursor: page.nextCursor, byteCount: body.count, elapsed: elapsed)
    }
    guard let (entries, rest) = KnownEntryReader(known: known).read(body) else { return nil }
    return RawPage(
      digest: digest, entries: entries, nextCursor: try nextCursor(rest, call), byteCount: body.count,
      elapsed: elapsed)
  }

  private func nextCursor(_ json: JSON, _ call: Call) throws(N8NError) -> String? {
    switch json["nextCursor"] {
    case nil, .null: return nil
    case .string(let cursor): return cursor.isEmpty ? nil : cursor
    case let other?:
      throw failure(call, .unexpectedShape, "nextCursor is \(other.kindName), not a string")
    }
  }
}
