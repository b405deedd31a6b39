package import JSON

/// What stands in a workflow for a secret: `<n8n-ops:sealed:ID>`, whose value is kept encrypted, or
/// `<n8n-ops:redacted:ID>`, whose value is kept nowhere. The scanner takes neither for a secret.
package enum SecretPlaceholder {
  package static let sealedStart = "<n8n-ops:sealed:"
  package static let redactedStart = "<n8n-ops:redacted"
  /// Hexadecimal digits of an id: 128 bits of a keyed hash.
  static let digits = 32

  static func sealed(_ id: String) -> String { "\(sealedStart)\(id)>" }

  /// - Parameter id: nil without a key to make one of: then all redacted values look the same.
  static func redacted(_ id: String?) -> String {
    id.map { "\(redactedStart):\($0)>" } ?? "\(redactedStart)>"
  }

  /// The text with a placeholder without an id in the place of these bytes; of ranges that overlap all bytes go.
  static func redact(_ ranges: [Range<Int>], in text: String) -> String {
    guard !ranges.isEmpty else { return text }
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var end = 0
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if range.lowerBound >= end {
        result += bytes[end..<range.lowerBound]
        result += redacted(nil).utf8
      }
      end = max(end, range.upperBound)
    }
    return String(decoding: result + bytes[end...], as: UTF8.self)
  }

  /// The ids of all sealed values that the document needs.
  package static func ids(in json: JSON) -> Set<String> {
    var result: Set<String> = []
    json.visitStrings { text in for (_, id) in sealed(in: text) { result.insert(id) } }
    return result
  }

  /// Whether something stands in it that no value is kept for.
  package static func hasRedacted(_ json: JSON) -> Bool {
    var result = false
    json.visitStrings { text in if text.contains(redactedStart) { result = true } }
    return result
  }

  /// The document with the values in their places; nil where one is missing or was redacted.
  package static func open(_ json: JSON, with values: [String: String]) -> JSON? {
    guard !hasRedacted(json), ids(in: json).isSubset(of: values.keys) else { return nil }
    return json.mappingStrings { text in
      var bytes = Array(text.utf8)
      for (range, id) in sealed(in: text).reversed() {
        if let value = values[id] { bytes.replaceSubrange(range, with: Array(value.utf8)) }
      }
      return String(decoding: bytes, as: UTF8.self)
    }
  }

  /// Text that an instance has and that only looks like ours. It must never be opened: whoever may edit a workflow
  /// in one environment could read the secrets of another by writing their placeholders down.
  static func disarmed(_ text: String) -> String {
    guard text.contains(sealedStart) else { return text }
    return text.split(separator: sealedStart, omittingEmptySubsequences: false)
      .joined(separator: "\(redactedStart):")
  }

  /// Bytes and ids of the sealed placeholders of a text, from left to right.
  private static func sealed(in text: String) -> [(range: Range<Int>, id: String)] {
    guard text.contains(sealedStart) else { return [] }
    let bytes = Array(text.utf8)
    let start = Array(sealedStart.utf8)
    var result: [(range: Range<Int>, id: String)] = []
    var index = 0
    while index + start.count + digits < bytes.count {
      let end = index + start.count + digits
      let id = bytes[(index + start.count)..<end]
      if bytes[index] == start[0], bytes[index...].starts(with: start), bytes[end] == UInt8(ascii: ">"),
        id.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) })
      {
        result.append((index..<(end + 1), String(decoding: id, as: UTF8.self)))
        index = end + 1
      } else {
        index += 1
      }
    }
    return result
  }
}

extension JSON {
  /// Calls `body` with every text, the names of members left out.
  func visitStrings(_ body: (String) -> Void) {
    switch self {
    case .string(let text): body(text)
    case .array(let elements): for element in elements { element.visitStrings(body) }
    case .object(let object): for (_, value) in object { value.visitStrings(body) }
    case .null, .bool, .number: break
    }
  }

  func mappingStrings(_ body: (String) -> String) -> JSON {
    switch self {
    case .string(let text): .string(body(text))
    case .array(let elements): .array(elements.map { $0.mappingStrings(body) })
    case .object(let object): .object(JSONObject(object.map { ($0.key, $0.value.mappingStrings(body)) }))
    case .null, .bool, .number: self
    }
  }
}
