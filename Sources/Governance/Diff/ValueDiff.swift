import JSON

/// One difference inside a value.
struct ValueChange {
  var pointer: JSONPointer
  var old: JSON?
  var new: JSON?
}

/// Compares two JSON values, down to the smallest parts that differ.
struct ValueDiff {
  /// Whether two texts at a place say the same: with the names of renamed nodes replaced, for instance.
  let isSameText: (String, String, JSONPointer) -> Bool
  /// Whether values that are equal are compared as well, because equal texts may not say the same.
  let comparesEqualValues: Bool

  func changes(from old: JSON?, to new: JSON?, at pointer: JSONPointer) -> [ValueChange] {
    if !comparesEqualValues && old == new { return [] }
    switch (old, new) {
    case (.object(let old)?, .object(let new)?) where !old.isLocator && !new.isLocator:
      return members(old, new, at: pointer)
    case (.object(let old)?, nil) where !old.isLocator && !old.isEmpty:
      return members(old, [:], at: pointer)
    case (nil, .object(let new)?) where !new.isLocator && !new.isEmpty:
      return members([:], new, at: pointer)
    case (.array(let old)?, .array(let new)?):
      return elements(old, new, at: pointer)
    default:
      return isSame(old, new, pointer) ? [] : [ValueChange(pointer: pointer, old: old, new: new)]
    }
  }

  private func members(_ old: JSONObject, _ new: JSONObject, at pointer: JSONPointer) -> [ValueChange] {
    var result: [ValueChange] = []
    for (key, value) in old { result += changes(from: value, to: new[key], at: pointer.appending(key)) }
    for (key, value) in new where old[key] == nil {
      result += changes(from: nil, to: value, at: pointer.appending(key))
    }
    return result
  }

  /// Elements that are equal keep their place in the order; between them, the removed and the added are compared one
  /// by one, and what is left over was removed or added.
  private func elements(_ old: [JSON], _ new: [JSON], at pointer: JSONPointer) -> [ValueChange] {
    var result: [ValueChange] = []
    var removed: [Int] = []
    var added: [Int] = []
    func settle() {
      for (oldIndex, newIndex) in zip(removed, added) {
        result += changes(from: old[oldIndex], to: new[newIndex], at: pointer.appending(newIndex))
      }
      for index in removed.dropFirst(added.count) {
        result.append(ValueChange(pointer: pointer.appending(index), old: old[index], new: nil))
      }
      for index in added.dropFirst(removed.count) {
        result.append(ValueChange(pointer: pointer.appending(index), old: nil, new: new[index]))
      }
      removed = []
      added = []
    }
    for edit in EditScript.between(old, new) {
      switch edit {
      case .keep(let oldIndex, let newIndex):
        settle()
        result += changes(from: old[oldIndex], to: new[newIndex], at: pointer.appending(newIndex))
      case .remove(let index): removed.append(index)
      case .insert(let index): added.append(index)
      }
    }
    settle()
    return result
  }

  private func isSame(_ old: JSON?, _ new: JSON?, _ pointer: JSONPointer) -> Bool {
    switch (old, new) {
    case (.string(let old)?, .string(let new)?): isSameText(old, new, pointer)
    case (.object(let old)?, .object(let new)?):
      old.count == new.count && old.allSatisfy { isSame($0.value, new[$0.key], pointer.appending($0.key)) }
    default: old == new
    }
  }
}

extension JSONObject {
  /// Whether this is a resource locator in semantic form: changed as a whole, not its mode and its value apart.
  fileprivate var isLocator: Bool { count == 2 && self["mode"]?.stringValue != nil && self["value"] != nil }
}
