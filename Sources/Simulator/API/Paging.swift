internal import JSON

/// Where a list begins and how long a page is: from the query, or from the cursor that an earlier page gave.
struct Paging {
  /// What the cursor holds: `{"limit":4,"offset":4}` or `{"lastId":"5","limit":2}` in base64.
  enum Position {
    case offset(Int)
    case before(String)
  }

  let limit: Int
  let position: Position?

  static func cursor(_ content: JSON) -> JSON {
    .string(Base64.encode(content.bytes(.compact)))
  }
}

extension Instance {
  /// The paging of a list.
  func paging(_ call: Call) throws(Refusal) -> Paging {
    let limit = try limit(call)
    guard let cursor = call.request.parameter("cursor") else {
      return Paging(limit: limit, position: offset(call))
    }
    guard let bytes = Base64.decode(cursor), let content = try? JSON(parsing: bytes),
      let held = content["limit"]?.intValue, held >= 0
    else { throw Refusal(400, "An invalid cursor was provided") }
    if let last = content["lastId"]?.stringValue { return Paging(limit: held, position: .before(last)) }
    guard let offset = content["offset"]?.intValue, offset >= 0 else {
      throw Refusal(400, "An invalid cursor was provided")
    }
    return Paging(limit: held, position: .offset(offset))
  }

  /// One page of a list of `count` items that goes by offset.
  func page(of count: Int, _ call: Call, _ items: (Range<Int>) -> JSON) throws(Refusal) -> Answer {
    let (range, cursor) = try pageRange(of: count, call)
    return Answer(["data": items(range), "nextCursor": cursor])
  }

  /// The items of a page and the cursor to the next.
  ///
  /// `limit=0` gives everything and a cursor to the same place (recordings, read | list limit 0).
  func pageRange(of count: Int, _ call: Call) throws(Refusal) -> (range: Range<Int>, cursor: JSON) {
    let paging = try paging(call)
    var start = 0
    if case .offset(let offset) = paging.position { start = min(offset, count) }
    let end = paging.limit == 0 ? count : min(count, start + min(paging.limit, count))
    let next = start + paging.limit
    guard next < count else { return (start..<end, .null) }
    let cursor: JSON = [
      "limit": .number(JSONNumber(paging.limit)), "offset": .number(JSONNumber(next)),
    ]
    return (start..<end, Paging.cursor(cursor))
  }

  private func limit(_ call: Call) throws(Refusal) -> Int {
    guard let text = call.request.parameter("limit") else { return 100 }
    guard let limit = Int(text), limit >= 0 else {
      throw Refusal(400, "request/query/limit must be number")
    }
    if let maximum = behaviour.maximumLimit, limit > maximum {
      throw Refusal(400, "request/query/limit must be <= \(maximum)")
    }
    return limit
  }

  private func offset(_ call: Call) -> Paging.Position? {
    guard !behaviour.refusesUnknownParameters else { return nil }
    return call.request.parameter("offset").flatMap { Int($0) }.map { .offset(max(0, $0)) }
  }
}
