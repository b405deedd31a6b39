/// Members in sorted order, by their places.
enum SortedMembers {
  /// The place of a member, and the first bytes of its name: these decide nearly every comparison.
  struct Place {
    let prefix: NamePrefix
    let index: Int
  }

  /// Calls `body` with the places of `members` in `order`.
  static func withPlaces(
    of members: [JSONMember], in order: MemberOrder, _ body: (UnsafeMutableBufferPointer<Place>) -> Void
  ) {
    withUnsafeTemporaryAllocation(of: Place.self, capacity: members.count) { places in
      for index in members.indices {
        places.initializeElement(at: index, to: Place(prefix: NamePrefix(members[index].key), index: index))
      }
      sort(places) { left, right in
        left.prefix.precedes(right.prefix)
          ?? precedes(members[left.index].key, members[right.index].key, order)
      }
      body(places)
    }
  }

  private static func precedes(_ left: String, _ right: String, _ order: MemberOrder) -> Bool {
    left.withScalars { left in right.withScalars { right in order.precedes(left, right) } }
  }

  /// Sorts by insertion where that is quicker: few elements, or nearly sorted.
  @inline(__always)
  private static func sort(
    _ places: UnsafeMutableBufferPointer<Place>, by precedes: (Place, Place) -> Bool
  ) {
    guard places.count <= 24 else {
      var places = places
      return places.sort(by: precedes)
    }
    for index in places.indices.dropFirst() {
      let place = places[index]
      var target = index
      while target > 0, precedes(place, places[target - 1]) {
        places[target] = places[target - 1]
        target -= 1
      }
      places[target] = place
    }
  }
}

/// The first eight bytes of a name, as a number whose order is that of the bytes.
struct NamePrefix {
  private let word: UInt64

  init(_ name: String) {
    word = name.leadingBytes
  }

  /// Whether this name stands before the other; nil where eight bytes do not tell: they are equal, or not all
  /// ASCII, where order is not that of bytes.
  func precedes(_ other: NamePrefix) -> Bool? {
    guard word != other.word, (word | other.word) & 0x8080_8080_8080_8080 == 0 else { return nil }
    return word < other.word
  }
}
