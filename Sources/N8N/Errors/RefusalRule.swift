internal import JSON

/// One message of n8n and what it means.
struct RefusalRule: Sendable {
  /// What a message names besides its kind.
  struct Found {
    var pointer: JSONPointer?
    var subject: String?
  }

  /// The statuses the message comes with. Up to 2.34 almost everything was 400 (api.md 1.3), so most rules take
  /// several.
  let statuses: Set<Int>
  let kind: N8NError.Kind
  /// What the message names; nil where it is not this message.
  let match: @Sendable (String) -> Found?

  init(_ statuses: Set<Int>, _ kind: N8NError.Kind, _ match: @escaping @Sendable (String) -> Found?) {
    self.statuses = statuses
    self.kind = kind
    self.match = match
  }

  /// The message has this text in it.
  static func containing(_ text: String, _ statuses: Set<Int>, _ kind: N8NError.Kind) -> RefusalRule {
    RefusalRule(statuses, kind) { $0.contains(text) ? Found() : nil }
  }

  /// The message is this text.
  static func exactly(_ text: String, _ statuses: Set<Int>, _ kind: N8NError.Kind) -> RefusalRule {
    RefusalRule(statuses, kind) { $0 == text ? Found() : nil }
  }

  /// The message begins so; the subject is what follows, up to a mark.
  static func named(
    after start: String, upTo end: Character? = nil, _ statuses: Set<Int>, _ kind: N8NError.Kind
  ) -> RefusalRule {
    RefusalRule(statuses, kind) { message in
      guard let range = message.firstRange(of: start) else { return nil }
      let rest = message[range.upperBound...]
      return Found(subject: String(end.map { end in rest.prefix { $0 != end } } ?? rest))
    }
  }
}
