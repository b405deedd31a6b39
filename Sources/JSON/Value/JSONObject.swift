/// The members of a JSON object, in order, each name once. Names are compared by Unicode scalar.
///
/// Looking up a name takes constant time: few members are scanned, many have a hash index, seeded anew in
/// each process so that no input can be made to collide.
package struct JSONObject: Sendable {
  var members: [JSONMember]
  var index: JSONObjectIndex?

  /// An object without members.
  package init() {
    members = []
    index = nil
  }

  /// An object of these members in this order. Of equal names the last value wins, at the first one's place.
  package init(_ members: some Sequence<(String, JSON)>) {
    self.init()
    self.members.reserveCapacity(members.underestimatedCount)
    for (key, value) in members { self[key] = value }
  }

  /// An object of members as the parser met them, whose names may repeat.
  init(parsed content: [JSONMember]) {
    self.init()
    if content.count > JSONObjectIndex.largestScan, let index = JSONObjectIndex(of: content) {
      members = content
      self.index = index
    } else {
      for member in content { self[member.key] = member.value }
    }
  }

  /// An object of few members whose names differ.
  init(few content: [JSONMember]) {
    members = content
    index = nil
  }

  /// The number of members.
  package var count: Int { members.count }

  /// Whether there is no member.
  package var isEmpty: Bool { members.isEmpty }

  /// The names, in member order.
  package var keys: [String] { members.map(\.key) }

  /// The values, in member order.
  package var values: [JSON] { members.map(\.value) }

  /// The value of the member `key`. Setting nil removes the member, a new name is appended.
  package subscript(_ key: String) -> JSON? {
    get { position(of: key).map { members[$0].value } }
    set {
      guard let newValue else {
        removeValue(forKey: key)
        return
      }
      if let position = position(of: key) {
        members[position].value = newValue
      } else {
        append(JSONMember(key: key, value: newValue))
      }
    }
  }

  /// Removes the member `key` and returns its value; nil where there was none. Takes time linear in `count`;
  /// ``filter(_:)`` removes many at once.
  @discardableResult
  package mutating func removeValue(forKey key: String) -> JSON? {
    guard let position = position(of: key) else { return nil }
    let value = members.remove(at: position).value
    reindex()
    return value
  }

  /// The members for which `isIncluded` holds, in their order.
  package func filter(_ isIncluded: (Element) throws -> Bool) rethrows -> JSONObject {
    var result = JSONObject()
    result.members = try members.filter { try isIncluded(($0.key, $0.value)) }
    result.reindex()
    return result
  }

  /// The same names with values made by `transform`.
  package func mapValues(_ transform: (JSON) throws -> JSON) rethrows -> JSONObject {
    var result = self
    result.members = try members.map { JSONMember(key: $0.key, value: try transform($0.value)) }
    return result
  }

  private mutating func append(_ member: JSONMember) {
    members.append(member)
    guard members.count > JSONObjectIndex.largestScan else { return }
    if index?.insertLast(of: members) != true { reindex() }
  }

  /// Makes the index anew.
  private mutating func reindex() {
    index = members.count > JSONObjectIndex.largestScan ? JSONObjectIndex(of: members) : nil
  }

  /// The place of the member `key` in `members`.
  func position(of key: String) -> Int? {
    if let index { return index.position(of: key, in: members) }
    for place in members.indices where members[place].key.hasSameScalars(as: key) { return place }
    return nil
  }

  /// The place of the member `key`, looked for at `guess` first.
  private func position(of key: String, guess: Int) -> Int? {
    members[guess].key.hasSameScalars(as: key) ? guess : position(of: key)
  }
}

/// A name and its value.
struct JSONMember: Sendable {
  var key: String
  var value: JSON
}

extension JSONObject: Sequence {
  /// Visits the members in order.
  package struct Iterator: IteratorProtocol {
    private var members: IndexingIterator<[JSONMember]>

    init(_ members: [JSONMember]) { self.members = members.makeIterator() }

    package mutating func next() -> (key: String, value: JSON)? {
      members.next().map { ($0.key, $0.value) }
    }
  }

  package func makeIterator() -> Iterator { Iterator(members) }

  package var underestimatedCount: Int { members.count }
}

extension JSONObject: Hashable {
  /// Whether both have the same names with equal values, in whatever order.
  package static func == (left: JSONObject, right: JSONObject) -> Bool {
    guard left.count == right.count else { return false }
    for (place, member) in left.members.enumerated() {
      guard let twin = right.position(of: member.key, guess: place) else { return false }
      guard member.value == right.members[twin].value else { return false }
    }
    return true
  }

  package func hash(into hasher: inout Hasher) {
    var sum = 0
    for member in members {
      var memberHasher = Hasher()
      member.key.hashScalars(into: &memberHasher)
      member.value.hash(into: &memberHasher)
      sum &+= memberHasher.finalize()
    }
    hasher.combine(sum)
  }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
  package init(dictionaryLiteral elements: (String, JSON)...) { self.init(elements) }
}
