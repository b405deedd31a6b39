import JSON

/// How a JSON file is laid out, so that it can be written again in the same way.
struct JSONLayout: Hashable {
  /// What one level is indented by; nil where all stands in one line.
  var indent: String?
  var isSorted: Bool
  var endsWithNewline: Bool
  /// Whether lines end as in Windows, with CR LF.
  var hasCarriageReturns: Bool

  /// The layout of the text of a document.
  init(of text: String, document: JSON) {
    endsWithNewline = text.utf8.last == UInt8(ascii: "\n")
    hasCarriageReturns = text.utf8.prefix { $0 != UInt8(ascii: "\n") }.last == UInt8(ascii: "\r")
    isSorted = Self.isSorted(document)
    let body = text.utf8.drop { $0 != UInt8(ascii: "\n") }.dropFirst()
    let white = body.prefix { $0 == 0x20 || $0 == 0x09 }
    indent = body.isEmpty ? nil : white.isEmpty ? "" : String(decoding: white, as: UTF8.self)
  }

  /// The document in this layout; in several lines in any case where `isForPeople`.
  func text(of document: JSON, isForPeople: Bool = false) -> String {
    guard let indent = indent ?? (isForPeople ? "  " : nil) else {
      return (isSorted ? document.membersSorted : document).text(.compact) + (endsWithNewline ? lineEnd : "")
    }
    var text = document.text(isSorted ? .prettySorted : .pretty)
    if !endsWithNewline { text.removeLast() }
    guard indent != "  " || hasCarriageReturns else { return text }
    // No line of JSON text begins inside a string.
    return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let depth = line.prefix { $0 == " " }.count / 2
      return String(repeating: indent, count: depth) + line.dropFirst(2 * depth)
    }.joined(separator: lineEnd)
  }

  private var lineEnd: String { hasCarriageReturns ? "\r\n" : "\n" }

  private static func isSorted(_ json: JSON) -> Bool {
    switch json {
    case .array(let elements): elements.allSatisfy(isSorted)
    case .object(let object):
      zip(object.keys, object.keys.dropFirst()).allSatisfy { ExactText($0) < ExactText($1) }
        && object.allSatisfy { isSorted($0.value) }
    case .null, .bool, .number, .string: true
    }
  }
}

extension JSON {
  fileprivate var membersSorted: JSON {
    switch self {
    case .array(let elements): .array(elements.map(\.membersSorted))
    case .object(let object):
      .object(
        JSONObject(
          object.sorted { ExactText($0.key) < ExactText($1.key) }.map { ($0.key, $0.value.membersSorted) }))
    case .null, .bool, .number, .string: self
    }
  }
}
