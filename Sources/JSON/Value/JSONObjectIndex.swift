/// A hash table from names to places in the member list: open addressing, at most half full.
struct JSONObjectIndex: Sendable {
  /// Up to this many members a scan is quicker than a table.
  static let largestScan = 16

  /// Place + 1 of the member, 0 for a free slot. The count is a power of two.
  private var slots: [UInt32]

  /// The index of `members` whose names are all different; nil where a scan is quicker.
  init?(ifWorthwhileFor members: [JSONMember]) {
    guard members.count > Self.largestScan else { return nil }
    slots = []
    rebuild(for: members)
  }

  /// The place of the member `key`.
  func position(of key: String, in members: [JSONMember]) -> Int? {
    let slot = slot(of: key, in: members)
    return slots[slot] == 0 ? nil : Int(slots[slot]) - 1
  }

  /// Enters the member at `position`, whose name is new.
  mutating func insert(_ position: Int, in members: [JSONMember]) {
    guard members.count * 2 <= slots.count else {
      rebuild(for: members)
      return
    }
    slots[slot(of: members[position].key, in: members)] = UInt32(position + 1)
  }

  private mutating func rebuild(for members: [JSONMember]) {
    var size = 64
    while size < members.count * 4 { size *= 2 }
    slots = Array(repeating: 0, count: size)
    for position in members.indices {
      slots[slot(of: members[position].key, in: members)] = UInt32(position + 1)
    }
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
