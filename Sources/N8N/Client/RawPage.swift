internal import JSON

/// A page as it came.
struct RawPage: Sendable {
  var entries: [JSON]
  /// Why items that stood between the entries could not even be fetched.
  var lost: [String] = []
  var nextCursor: String?
  var byteCount: Int
  var elapsed: Duration

  func page<Item: RemoteDocument>(number: Int, isShifted: Bool) -> Page<Item> {
    var items: [Item] = []
    items.reserveCapacity(entries.count)
    var unreadable: [UnreadableItem] = []
    for (index, entry) in entries.enumerated() {
      if let item = Item(entry) {
        items.append(item)
      } else {
        let reason = entry.objectValue == nil ? entry.kindName : "an object without what identifies it"
        unreadable.append(UnreadableItem(index: index, reason: reason, json: entry))
      }
    }
    for (index, reason) in lost.enumerated() {
      unreadable.append(UnreadableItem(index: entries.count + index, reason: reason, json: .null))
    }
    return Page(
      items: items, unreadable: unreadable, number: number, isShifted: isShifted, isLast: nextCursor == nil,
      byteCount: byteCount,
      elapsed: elapsed)
  }
}

extension N8NClient {
  /// One page of a list: `{"data": [...], "nextCursor": ...}`.
  func rawPage(_ call: Call) async throws(N8NError) -> RawPage {
    let answer = try await send(call)
    guard let entries = answer.json["data"]?.arrayValue else {
      throw failure(
        call, .unexpectedShape, "the answer has no list under \"data\" but \(answer.json.kindName)")
    }
    return RawPage(
      entries: entries, nextCursor: try nextCursor(answer.json, call), byteCount: answer.byteCount,
      elapsed: answer.elapsed)
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
