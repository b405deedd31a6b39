/// Looks at the end of a page for the cursor, which n8n writes last: `"nextCursor":"..."}`.
enum CursorForesight {
  /// Bytes of a page that are looked at; cursors of n8n have some fifty.
  private static let reach = 1024

  /// The cursor; nil where the page does not end with one of base64's characters.
  static func cursor(atEndOf page: [UInt8]) -> String? {
    var rest = page.suffix(reach)
    for byte in "}\"".utf8 {
      guard rest.popLast() == byte else { return nil }
    }
    let cursor = rest.reversed().prefix(while: isBase64)
    rest.removeLast(cursor.count)
    guard !cursor.isEmpty, rest.suffix(14).elementsEqual("\"nextCursor\":\"".utf8) else { return nil }
    return String(decoding: cursor.reversed(), as: UTF8.self)
  }

  private static func isBase64(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "-"),
      UInt8(ascii: "_"), UInt8(ascii: "="):
      true
    default: false
    }
  }
}
