/// How loud a state is. Green is quiet: only what needs a person is loud.
///
/// Each tone has a shape and a colour of its own in the style sheet, and a mark in Markdown.
package enum Tone: String, Sendable, Hashable, CaseIterable {
  /// As it should be.
  case good
  /// Under way; nothing to do.
  case info
  /// A person should look.
  case attention
  /// A person must act.
  case bad
  /// Says nothing either way.
  case quiet

  /// The sign that stands before the word where there is no colour.
  var mark: String {
    switch self {
    case .good: "\u{2713}"
    case .info: "\u{25C6}"
    case .attention: "\u{25B2}"
    case .bad: "\u{25A0}"
    case .quiet: "\u{25CB}"
    }
  }
}
