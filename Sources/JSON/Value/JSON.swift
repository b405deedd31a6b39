/// A JSON value (RFC 8259) that keeps what its text said: the order of members, the text of numbers, and
/// lone surrogates in strings (docs/decisions/0002-lone-surrogates.md).
///
/// Strings and member names are compared by Unicode scalar, as JSON texts are. Swift's own `String` equality
/// takes `"é"` and `"e\u{301}"` for the same; here they differ.
package enum JSON: Sendable {
  case null
  case bool(Bool)
  case number(JSONNumber)
  case string(String)
  case array([JSON])
  case object(JSONObject)
}

extension JSON: Hashable {
  /// Whether both are the same value: numbers by their text, strings by Unicode scalar, arrays by order,
  /// objects without regard to the order of their members.
  package static func == (left: JSON, right: JSON) -> Bool {
    switch (left, right) {
    case (.null, .null): true
    case (.bool(let left), .bool(let right)): left == right
    case (.number(let left), .number(let right)): left == right
    case (.string(let left), .string(let right)): left.hasSameScalars(as: right)
    case (.array(let left), .array(let right)): areEqual(left, right)
    case (.object(let left), .object(let right)): left == right
    default: false
    }
  }

  /// Written out: `[JSON]`'s own equality needs more stack for each level of nesting.
  private static func areEqual(_ left: [JSON], _ right: [JSON]) -> Bool {
    guard left.count == right.count else { return false }
    for place in left.indices where left[place] != right[place] { return false }
    return true
  }

  package func hash(into hasher: inout Hasher) {
    switch self {
    case .null: hasher.combine(0 as UInt8)
    case .bool(let value): hasher.combine(value ? 1 as UInt8 : 2 as UInt8)
    case .number(let value):
      hasher.combine(3 as UInt8)
      value.hash(into: &hasher)
    case .string(let value):
      hasher.combine(4 as UInt8)
      value.hashScalars(into: &hasher)
    case .array(let elements):
      hasher.combine(5 as UInt8)
      hasher.combine(elements.count)
      for element in elements { element.hash(into: &hasher) }
    case .object(let object):
      hasher.combine(6 as UInt8)
      object.hash(into: &hasher)
    }
  }
}
