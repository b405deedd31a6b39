extension JSONObject {
  /// The members with the values that `transform` makes of them, in their order, without those for which it
  /// returns nil. Quicker than setting each: names that differ are not compared again.
  package func compactMapMembers(
    _ transform: (_ key: String, _ value: JSON) throws -> JSON?
  ) rethrows -> JSONObject {
    var kept: [JSONMember] = []
    kept.reserveCapacity(members.count)
    for member in members {
      if let value = try transform(member.key, member.value) {
        kept.append(JSONMember(key: member.key, value: value))
      }
    }
    return kept.count > JSONObjectIndex.largestScan ? JSONObject(parsed: kept) : JSONObject(few: kept)
  }
}
