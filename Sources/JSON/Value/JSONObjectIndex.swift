/// A hash table from names to places in the member list: open addressing, at most half full.
struct JSONObjectIndex: Sendable {
  /// Up to this many members a scan is quicker than a table.
  static let largestScan = 16

  /// Place + 1 of the member, 0 for a free slot. The count is a power of two.
  private var slots: [UInt32]

  /// The index of `members`; nil where two have the same name.
  init?(of members: [JSONMember]) {
    var size = 64
    while size < members.count * 3 { size *= 2 }
    slots = Array(repeating: 0, count: size)
    for position in members.indices {
      let slot = slot(of: members[position].key, in: members)
      guard slots[slot] == 0 else { return nil }
      slots[slot] = UInt32(truncatingIfNeeded: position + 1)
    }
  }

  /// The place of the member `key`.
  func position(of key: String, in members: [JSONMember]) -> Int? {
    let entry = slots[slot(of: key, in: members)]
    return entry == 0 ? nil : Int(entry) - 1
  }

  /// Enters the last of `members`, whose name is new; false where the table has become too small.
  mutating func insertLast(of members: [JSONMember]) -> Bool {
    guard members.count * 2 <= slots.count else { return false }
    slots[slot(of: members[members.count - 1].key, in: members)] = UInt32(truncatingIfNeeded: members.count)
    return true
  }

  /// The slot that holds `key`, or the free one where it belongs.
  private func slot(of key: String, in members: [JSONMember]) -> Int {
    var hasher = Hasher()
    key.hashScalars(into: &hasher)
    let mask = slots.count - 1
    var slot = hasher.finalize() & mask
    while slots[slot] != 0, !members[Int(slots[slot]) - 1].key.hasSameScalars(as: key) {
      slot = (slot + 1) & mask
    }
    return slot
  }
}
