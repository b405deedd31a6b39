/// Somebody who acts, as commits name them.
package struct Person: Sendable, Hashable, Codable {
  package var name: String
  package var email: String

  package init(name: String, email: String) {
    self.name = name
    self.email = email
  }

  /// Reads what ``description`` writes: `Name <mail>`.
  package init?(parsing text: String) {
    guard text.hasSuffix(">"), let start = text.ranges(of: " <").last, start.lowerBound > text.startIndex
    else {
      return nil
    }
    let email = String(text[start.upperBound...].dropLast())
    guard email.contains("@"), !email.contains(where: { "<> ".contains($0) }) else { return nil }
    self.init(name: String(text[..<start.lowerBound]), email: email)
  }

  /// Whether both are the same person: mail addresses are compared without regard to ASCII case.
  package func isSame(as other: Person) -> Bool {
    email.lowercased() == other.email.lowercased()
  }
}

extension Person: CustomStringConvertible {
  package var description: String { "\(name) <\(email)>" }
}
