/// The first line of a page: the state in words, its age, and what to do.
package struct Headline: Sendable, Hashable {
  package var tone: Tone
  /// One sentence: `Production differs from what was approved.`
  package var sentence: String
  /// When this state began, in milliseconds; nil when that is not known.
  package var since: Int64?
  /// When the machine last looked, in milliseconds; nil when it never did.
  package var checked: Int64?
  /// What a person should do, one sentence; nil when there is nothing to do.
  package var advice: String?
  /// The command that does it, complete with all ids.
  package var command: String?

  package init(
    _ tone: Tone, _ sentence: String, since: Int64? = nil, checked: Int64? = nil, advice: String? = nil,
    command: String? = nil
  ) {
    self.tone = tone
    self.sentence = sentence
    self.since = since
    self.checked = checked
    self.advice = advice
    self.command = command
  }
}
