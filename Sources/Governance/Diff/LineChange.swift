/// A line of the comparison of two texts.
package struct LineChange: Sendable, Hashable {
  package enum Kind: String, Sendable, Hashable {
    case context, removed, added
    /// Lines that are the same in both and far from a change: `count` of them are left out.
    case skipped
  }

  package var kind: Kind
  /// The line without its end; empty for ``Kind/skipped``.
  package var text: String
  /// Its number in the old text, from 1; nil for an added line.
  package var oldLine: Int?
  /// Its number in the new text, from 1; nil for a removed line.
  package var newLine: Int?
  /// How many lines it stands for: 1, or how many are left out.
  package var count: Int = 1

  /// All lines of something that came.
  static func added(_ lines: [String]) -> [LineChange] {
    lines.enumerated().map { LineChange(kind: .added, text: $1, newLine: $0 + 1) }
  }

  /// All lines of something that went.
  static func removed(_ lines: [String]) -> [LineChange] {
    lines.enumerated().map { LineChange(kind: .removed, text: $1, oldLine: $0 + 1) }
  }
}
