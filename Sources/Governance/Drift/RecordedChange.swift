package import JSON

/// One change of a finding, as an incident keeps it: what is read years later when both documents are gone.
package struct RecordedChange: Sendable, Hashable, Codable {
  /// The change in words: `HTTP Request: /parameters/url changed`.
  package var what: String
  /// Kind of the change, as the diff names it.
  package var kind: String
  /// The node it is about, by its name in what runs; nil for the workflow itself.
  package var node: String?
  /// Place inside the node, or inside the workflow (RFC 6901).
  package var pointer: String?
  /// What was approved; nil where there was nothing, and where ``lines`` say it.
  package var before: JSON?
  /// What runs; nil where there is nothing, and where ``lines`` say it.
  package var after: JSON?
  /// Of texts of several lines how they differ, each line after its sign: `+ `, `- `, two spaces, or `@ ` for how many
  /// lines are the same.
  package var lines: [String]?
  /// Whether something was too long to be kept whole.
  package var isCut: Bool?
  /// Whether a value holds a secret, which is why it is not here.
  package var isWithheld: Bool?
  package var risk: Risk
  /// The rule of the risk policy, and why it says so.
  package var rule: String
  package var reason: String

  package init(what: String, kind: WorkflowChange.Kind, risk: Risk, rule: String = "", reason: String = "") {
    self.what = what
    self.kind = kind.rawValue
    self.risk = risk
    self.rule = rule
    self.reason = reason
  }

  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    what = try values.decode(String.self, forKey: .what)
    kind = try values.decode(String.self, forKey: .kind)
    node = try values.decodeIfPresent(String.self, forKey: .node)
    pointer = try values.decodeIfPresent(String.self, forKey: .pointer)
    // A value that is null is one: only an absent member is none.
    if values.contains(.before) { before = try values.decode(JSON.self, forKey: .before) }
    if values.contains(.after) { after = try values.decode(JSON.self, forKey: .after) }
    lines = try values.decodeIfPresent([String].self, forKey: .lines)
    isCut = try values.decodeIfPresent(Bool.self, forKey: .isCut)
    isWithheld = try values.decodeIfPresent(Bool.self, forKey: .isWithheld)
    risk = try values.decode(Risk.self, forKey: .risk)
    rule = try values.decode(String.self, forKey: .rule)
    reason = try values.decode(String.self, forKey: .reason)
  }
}

extension RecordedChange {
  /// The longest value that is kept, in bytes of its JSON text; the longest part of a longer one, in characters.
  static let longestValue = 4096
  static let longestPart = 1000
  /// The most lines of a difference, and the longest of them in characters.
  static let mostLines = 200
  static let longestLine = 400

  /// - Parameter secrets: texts of the two documents that hold a secret; values with one are left out.
  init(_ change: WorkflowChange, secrets: Set<ExactText>) {
    self.init(
      what: change.summary, kind: change.kind, risk: change.risk, rule: change.rule, reason: change.reason)
    node = change.node
    pointer = change.pointer?.description
    let values = [change.old, change.new].compactMap(\.self)
    // Of a whole workflow the values are its name alone, and its lines may be a part of a secret each.
    let isWhole = change.kind == .workflowAdded || change.kind == .workflowRemoved
    if values.contains(where: { $0.holds(secrets) }) || isWhole && !secrets.isEmpty {
      isWithheld = true
    } else if let lines = change.lines {
      keep(lines)
    } else if change.words.showsValues {
      before = change.old.map { keep($0) }
      after = change.new.map { keep($0) }
    }
  }

  private mutating func keep(_ lines: [LineChange]) {
    self.lines = lines.prefix(Self.mostLines).map { line in
      if line.text.count > Self.longestLine { isCut = true }
      return line.record(longest: Self.longestLine)
    }
    if lines.count > Self.mostLines { isCut = true }
  }

  private mutating func keep(_ value: JSON) -> JSON {
    let text = value.text(.compact)
    guard text.utf8.count > Self.longestValue else { return value }
    isCut = true
    return .string((value.stringValue ?? text).prefix(Self.longestPart) + "…")
  }
}

extension LineChange {
  fileprivate func record(longest: Int) -> String {
    let text = self.text.count > longest ? self.text.prefix(longest) + "…" : self.text
    return switch kind {
    case .context: "  \(text)"
    case .added: "+ \(text)"
    case .removed: "- \(text)"
    case .skipped: "@ \(count) lines the same"
    }
  }
}

extension JSON {
  /// Whether a text in the value is one of these.
  fileprivate func holds(_ texts: Set<ExactText>) -> Bool {
    guard !texts.isEmpty else { return false }
    return switch self {
    case .string(let text): texts.contains(ExactText(text))
    case .array(let elements): elements.contains { $0.holds(texts) }
    case .object(let object): object.contains { $0.value.holds(texts) }
    case .null, .bool, .number: false
    }
  }
}

extension WorkflowDiff {
  /// The most changes of one workflow that an incident keeps.
  package static let mostRecorded = 200

  /// What runs differently, the riskiest first and at most ``mostRecorded`` of it, as an incident keeps it.
  ///
  /// - Parameter documents: both sides, in which secrets are looked for.
  package func recorded(_ documents: [JSON], nodes: NodeKnowledge) -> [RecordedChange] {
    let scanner = SecretScanner(nodes: nodes)
    var secrets: Set<ExactText> = []
    for document in documents {
      for finding in scanner.findings(in: document, limit: nil) {
        if let text = document.value(at: finding.pointer)?.stringValue { secrets.insert(ExactText(text)) }
      }
    }
    return riskiestFirst.prefix(Self.mostRecorded).map { RecordedChange($0, secrets: secrets) }
  }
}
