/// A state in one or two words, with the tone that gives it shape and colour.
package struct Badge: Sendable, Hashable {
  package var tone: Tone
  /// The word as it is read: `Drift detected`.
  package var word: String

  package init(_ tone: Tone, _ word: String) {
    self.tone = tone
    self.word = word
  }
}
