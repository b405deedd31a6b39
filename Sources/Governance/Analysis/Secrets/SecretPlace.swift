import JSON

/// What the place of a text in a workflow says of it.
enum SecretPlace {
  /// Nothing: the text alone has to tell.
  case plain
  /// A secret belongs there.
  case named(SecretName.Kind)
  /// Cookies.
  case cookie
  /// n8n treats the parameter as a password.
  case declared

  init(name: String) {
    if let kind = SecretName.kind(of: name) {
      self = .named(kind)
    } else {
      self = name.utf8.count == 6 && name.lowercased() == "cookie" ? .cookie : .plain
    }
  }

  /// So many texts of JSON inside each other are looked into. Each level costs no more than the text it stands in.
  private static let mostLevels = 4

  /// The secrets in a text at the place, from left to right.
  ///
  /// - Parameter nodes: which parameters are passwords where the text has a workflow in it.
  func matches(in text: String, nodes: NodeKnowledge = .none) -> [SecretMatch] {
    matches(in: Array(text.utf8), nodes: nodes, level: 0)
  }

  /// - Parameter level: how many texts of JSON stand around this one.
  func matches(in bytes: [UInt8], nodes: NodeKnowledge, level: Int) -> [SecretMatch] {
    guard bytes.count >= 4 else { return [] }
    return bytes.withUnsafeBufferPointer { bytes in
      let scanned = ScannedText(bytes)
      let byPlace =
        switch self {
        case .plain: [SecretMatch]()
        case .named(let kind): NamedValueRule.matches(in: scanned, kind)
        case .cookie: CookieRule.matches(in: scanned)
        case .declared: PasswordFieldRule.matches(in: scanned)
        }
      let byText = scanned.matches()
      let inside =
        level < Self.mostLevels ? JSONTextSecrets.matches(in: scanned, nodes: nodes, level: level + 1) : []
      return byPlace.isEmpty && inside.isEmpty ? byText : (byPlace + byText + inside).disjoint
    }
  }
}

/// What the members of an object say of each other's values: headers, queries, bodies and assignments are lists of names
/// and values, and conditions hold a value against another.
struct MemberPlaces {
  private static let labels = ["name", "key", "field", "fieldName", "column", "header", "parameter"]
  private static let values: Set<String> = ["value", "stringValue", "fieldValue"]
  private static let compared = [("leftValue", "rightValue"), ("value1", "value2")]

  private let label: SecretPlace?
  private var comparisons: [String: SecretPlace] = [:]

  init(_ object: JSONObject) {
    let named = Self.labels.lazy.compactMap { object[$0]?.stringValue }.first
    label = named.map(SecretPlace.init(name:))
    for (left, right) in Self.compared {
      for (one, other) in [(left, right), (right, left)] {
        if let text = object[one]?.stringValue, text.hasSuffix("}}") {
          comparisons[other] = SecretPlace(name: Self.lastName(of: text))
        }
      }
    }
  }

  /// - Parameter outer: the place of the object itself.
  func place(of key: String, in outer: SecretPlace) -> SecretPlace {
    if let compared = comparisons[key] { return compared }
    if Self.values.contains(key) { return label ?? outer }
    return SecretPlace(name: key)
  }

  /// The name at the end of an expression: `x-api-key` of `={{ $json.headers['x-api-key'] }}`.
  private static func lastName(of expression: String) -> String {
    let text = ScannedText(Array(expression.utf8))
    let end = text.start(of: .space, before: text.count - 2, limit: 8)
    return text.name(before: end).map(text.text) ?? ""
  }
}
