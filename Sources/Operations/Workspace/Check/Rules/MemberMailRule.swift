import JSON

/// A mail address is one member's: commits are attributed by it.
struct MemberMailRule: CheckRule {
  let name = "member-mail"

  func check(_ tenant: CheckedTenant) -> [CheckFinding] {
    tenant.members.secondOnes { $0.value.email.lowercased() }.map { member, first in
      member.file.finding(
        self, at: JSONPointer().appending("email"), "\(first.name) has this mail address too",
        remedy: "Give each member an address of their own, or remove one of the two files.")
    }
  }
}

extension Array {
  /// The elements whose key an earlier one has, each with that earlier one.
  func secondOnes<Key: Hashable>(by key: (Element) -> Key) -> [(Element, first: Element)] {
    var seen: [Key: Element] = [:]
    var result: [(Element, first: Element)] = []
    for element in self {
      let key = key(element)
      if let first = seen[key] { result.append((element, first)) } else { seen[key] = element }
    }
    return result
  }
}
