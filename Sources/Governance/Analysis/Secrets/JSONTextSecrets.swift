import JSON

/// The secrets of a JSON document that stands in a text, a workflow or the body of a request: it is looked at as if it
/// stood there by itself.
struct JSONTextSecrets<Bytes: RandomAccessCollection> where Bytes.Element == UInt8, Bytes.Index == Int {
  private let text: ScannedText<Bytes>
  private let nodes: NodeKnowledge
  private let level: Int
  private var matches: [SecretMatch] = []

  /// Nothing where the text is no document.
  ///
  /// - Parameter level: how many texts stand around those of the document.
  static func matches(in text: ScannedText<Bytes>, nodes: NodeKnowledge, level: Int) -> [SecretMatch] {
    guard let document = JSONText(text) else { return [] }
    var search = JSONTextSecrets(text: text, nodes: nodes, level: level)
    search.walk(document, .plain, nil)
    return search.matches
  }

  private init(text: ScannedText<Bytes>, nodes: NodeKnowledge, level: Int) {
    self.text = text
    self.nodes = nodes
    self.level = level
  }

  private mutating func walk(_ value: JSONText, _ place: SecretPlace, _ declared: DeclaredSecrets?) {
    switch value {
    case .string(let range): examine(range, declared?.isSecret == true ? .declared : place)
    case .array(let elements): for element in elements { walk(element, place, declared) }
    case .object(let members): walk(members, place, declared)
    case .other: break
    }
  }

  private mutating func walk(
    _ members: [(name: Range<Int>, value: JSONText)], _ place: SecretPlace, _ declared: DeclaredSecrets?
  ) {
    let named = members.map { (name: UnescapedText(text, $0.name).string, value: $0.value) }
    let texts = JSONObject(
      named.compactMap { member in
        guard case .string(let range) = member.value else { return nil }
        return (member.name, .string(UnescapedText(text, range).string))
      })
    let places = MemberPlaces(texts)
    let node = texts["type"]?.stringValue.flatMap { DeclaredSecrets(nodes.type($0)) }
    for (name, value) in named {
      let inside = (name == "parameters" ? node : nil) ?? declared?.inside[name]
      walk(value, places.place(of: name, in: place), inside)
    }
  }

  private mutating func examine(_ range: Range<Int>, _ place: SecretPlace) {
    let content = UnescapedText(text, range)
    for match in place.matches(in: content.bytes, nodes: nodes, level: level) {
      let range = content.place(of: match.range)
      guard !range.isEmpty else { continue }
      matches.append(
        SecretMatch(detector: match.detector, kind: match.kind, confidence: match.confidence, range: range))
    }
  }
}
