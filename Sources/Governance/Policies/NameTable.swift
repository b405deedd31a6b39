import JSON

/// Values by name: made once from a policy, then asked for each member of each node. Names are compared byte for byte.
///
/// Quicker than a `Dictionary`, which hashes so that nobody who chooses the names can make them collide. Here policies
/// choose them; a name that is only looked for adds nothing.
package struct NameTable<Value: Sendable>: Sendable {
  private struct Entry: Sendable {
    let tag: UInt64
    let name: String
    let value: Value
  }

  private var entries: [Entry] = []
  /// Place + 1 of an entry, 0 where there is none. The count is a power of two, at least twice that of the entries.
  private var slots: [UInt32]

  /// A table of these; of equal names the first counts.
  package init(_ content: some Collection<(String, Value)>) {
    var size = 4
    while size < content.count * 2 { size *= 2 }
    slots = Array(repeating: 0, count: size)
    for (name, value) in content {
      let tag = JSONName.tag(of: name)
      let slot = slot(of: name, tag)
      guard slots[slot] == 0 else { continue }
      entries.append(Entry(tag: tag, name: name, value: value))
      slots[slot] = UInt32(entries.count)
    }
  }

  /// The names, in the order in which they came.
  package var names: [String] { entries.map(\.name) }

  package subscript(_ name: String) -> Value? {
    let entry = slots[slot(of: name, JSONName.tag(of: name))]
    return entry == 0 ? nil : entries[Int(entry) - 1].value
  }

  /// Whether the table has the name.
  package func contains(_ name: String) -> Bool { slots[slot(of: name, JSONName.tag(of: name))] != 0 }

  /// The slot that has the name, or the free one where it belongs.
  private func slot(of name: String, _ tag: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: (tag &* 0x9E37_79B9_7F4A_7C15) >> 32) & (slots.count - 1)
    while slots[slot] != 0 {
      let place = Int(slots[slot]) - 1
      if entries[place].tag == tag, entries[place].name.hasSameScalars(as: name) { break }
      slot = (slot + 1) & (slots.count - 1)
    }
    return slot
  }
}

/// Names that a policy lists.
package typealias NameSet = NameTable<Void>

extension NameTable<Void> {
  static let empty = NameSet([])

  package init(_ names: [String]) { self.init(names.map { ($0, ()) }) }
}
