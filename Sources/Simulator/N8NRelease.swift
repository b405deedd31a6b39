/// A release of n8n that the simulator plays. Each answers as the real one did when it was recorded.
package enum N8NRelease: String, Sendable, CaseIterable, Comparable {
  // The names are the releases' own.
  // swift-format-ignore: AlwaysUseLowerCamelCase
  case v1_123_81 = "1.123.81"
  // swift-format-ignore: AlwaysUseLowerCamelCase
  case v2_14_2 = "2.14.2"
  // swift-format-ignore: AlwaysUseLowerCamelCase
  case v2_30_8 = "2.30.8"
  // swift-format-ignore: AlwaysUseLowerCamelCase
  case v2_40_7 = "2.40.7"

  /// The parts of the number: major, minor, patch.
  package var numbers: [Int] { rawValue.split(separator: ".").compactMap { Int($0) } }

  package static func < (left: N8NRelease, right: N8NRelease) -> Bool {
    left.numbers.lexicographicallyPrecedes(right.numbers)
  }
}
