/// Looks through whole values, without copying anything.
extension JSON {
  /// Whether each number in it is certainly as JavaScript writes it. False where it would take more than a look to
  /// know.
  package var hasPlainNumbers: Bool {
    switch self {
    case .null, .bool, .string: return true
    case .number(let number): return number.text.withScalars { ECMAScriptNumber.isCanonical($0) }
    case .array(let elements):
      for place in elements.indices where !elements[place].hasPlainNumbers { return false }
      return true
    case .object(let object):
      for place in object.members.indices where !object.members[place].value.hasPlainNumbers { return false }
      return true
    }
  }

  /// Whether this object or one in it has the member `name`.
  package func holdsMember(_ name: String) -> Bool {
    switch self {
    case .null, .bool, .string, .number: return false
    case .array(let elements):
      for place in elements.indices where elements[place].holdsMember(name) { return true }
      return false
    case .object(let object):
      for place in object.members.indices {
        if object.members[place].key.hasSameScalars(as: name) { return true }
        if object.members[place].value.holdsMember(name) { return true }
      }
      return false
    }
  }
}
