internal import JSON

/// A cursor that counts: base64 of `{"limit":250,"offset":500}` (recordings, lists). Cursors of another kind
/// (`{"lastId":"5","limit":2}`) name the item that they follow, and need no care.
struct OffsetCursor: Sendable {
  let limit: Int
  let offset: Int

  /// Nil for any other cursor.
  init?(_ text: String) {
    let digits = text.replacing("+", with: "-").replacing("/", with: "_").prefix { $0 != "=" }
    guard let bytes = Base64URL.decode(digits), let content = try? JSON(parsing: bytes),
      let limit = content["limit"]?.intValue, let offset = content["offset"]?.intValue, limit > 0, offset > 0
    else { return nil }
    self.limit = limit
    self.offset = offset
  }

  /// The cursor to `limit` items from the one after `offset`.
  init(limit: Int, offset: Int) {
    self.limit = limit
    self.offset = offset
  }

  /// As n8n writes it.
  var text: String {
    Base64URL.encodePadded(Array("{\"limit\":\(limit),\"offset\":\(offset)}".utf8))
  }

  /// The cursor to a page that begins with the last item of the page before.
  var overlapping: String {
    OffsetCursor(limit: limit, offset: offset - 1).text
  }
}
