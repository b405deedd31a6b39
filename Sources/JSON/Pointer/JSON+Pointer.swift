extension JSON {
  /// The value at a place; nil where there is none. Indices are digits without leading zeros (RFC 6901,
  /// section 4); `-` names no existing element.
  package func value(at pointer: JSONPointer) -> JSON? {
    var value = self
    for token in pointer.tokens {
      switch value {
      case .object(let object):
        guard let member = object[token] else { return nil }
        value = member
      case .array(let elements):
        guard let index = Self.index(token), index < elements.count else { return nil }
        value = elements[index]
      default: return nil
      }
    }
    return value
  }

  /// Puts a value at a place: replaces what is there, adds a member to an object, or appends to an array at
  /// `-` or at its count. False, and nothing changes, where the container does not exist.
  @discardableResult
  package mutating func set(_ value: JSON, at pointer: JSONPointer) -> Bool {
    edit(pointer.tokens[...], root: { $0 = value }) { container, token in
      switch container {
      case .object(var object):
        container = .null
        object[token] = value
        container = .object(object)
        return true
      case .array(var elements):
        guard let index = token == "-" ? elements.count : Self.index(token), index <= elements.count else {
          return false
        }
        container = .null
        if index == elements.count { elements.append(value) } else { elements[index] = value }
        container = .array(elements)
        return true
      default: return false
      }
    }
  }

  /// Removes the value at a place and returns it; nil, and nothing changes, where there is none or the place
  /// is the root.
  @discardableResult
  package mutating func removeValue(at pointer: JSONPointer) -> JSON? {
    var removed: JSON?
    _ = edit(pointer.tokens[...], root: { _ in }) { container, token in
      switch container {
      case .object(var object):
        container = .null
        removed = object.removeValue(forKey: token)
        container = .object(object)
      case .array(var elements):
        guard let index = Self.index(token), index < elements.count else { return false }
        container = .null
        removed = elements.remove(at: index)
        container = .array(elements)
      default: break
      }
      return removed != nil
    }
    return removed
  }

  /// Applies `change` to the container of the last token, in place: no array or object is copied that is not
  /// shared.
  private mutating func edit(
    _ tokens: ArraySlice<String>, root: (inout JSON) -> Void, change: (inout JSON, String) -> Bool
  ) -> Bool {
    guard let token = tokens.first else {
      root(&self)
      return true
    }
    guard tokens.count > 1 else { return change(&self, token) }
    switch self {
    case .object(var object):
      guard let position = object.position(of: token) else { return false }
      self = .null
      defer { self = .object(object) }
      return object.members[position].value.edit(tokens.dropFirst(), root: root, change: change)
    case .array(var elements):
      guard let index = Self.index(token), index < elements.count else { return false }
      self = .null
      defer { self = .array(elements) }
      return elements[index].edit(tokens.dropFirst(), root: root, change: change)
    default: return false
    }
  }

  /// The array index that a token names.
  private static func index(_ token: String) -> Int? {
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    guard token.utf8.allSatisfy(digits.contains),
      token.utf8.count == 1 || token.utf8.first != digits.lowerBound
    else { return nil }
    return Int(token)
  }
}
