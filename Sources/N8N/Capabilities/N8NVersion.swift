/// A release of n8n.
package struct N8NVersion: Sendable, Hashable, Comparable {
  /// The three numbers.
  package let major: Int
  /// The three numbers.
  package let minor: Int
  /// The three numbers.
  package let patch: Int

  /// A release by its numbers.
  package init(_ major: Int, _ minor: Int, _ patch: Int = 0) {
    self.major = major
    self.minor = minor
    self.patch = patch
  }

  /// A release by its text, a `v` in front allowed: `2.40.7`, `v1.123.81`; nil where it is not two or three
  /// numbers. What follows a dash or a plus is left out.
  package init?(_ text: String) {
    let core = text.drop { $0 == "v" }.prefix { $0 != "-" && $0 != "+" }
    let numbers = core.split(separator: ".", omittingEmptySubsequences: false).map { part in
      part.utf8.allSatisfy { (0x30...0x39).contains($0) } && part.count <= 6 ? Int(part) : nil
    }
    guard (2...3).contains(numbers.count), let major = numbers[0], let minor = numbers[1] else { return nil }
    guard let patch = numbers.count == 3 ? numbers[2] : 0 else { return nil }
    self.init(major, minor, patch)
  }

  package static func < (left: N8NVersion, right: N8NVersion) -> Bool {
    (left.major, left.minor, left.patch) < (right.major, right.minor, right.patch)
  }
}

extension N8NVersion: CustomStringConvertible {
  package var description: String { "\(major).\(minor).\(patch)" }
}

extension N8NVersion: Codable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let version = N8NVersion(text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "\(text) is not a version of n8n")
    }
    self = version
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
