/// Arguments that are each well-formed but make no sense together. Thrown by `validate` or `run`.
package struct ValidationError: Error, Sendable, Hashable, CustomStringConvertible {
  /// One sentence without a full stop.
  package var message: String

  /// - Parameter message: one sentence without a full stop; untrusted text in it is shown escaped.
  package init(_ message: String) { self.message = message }

  package var description: String { message }
}

/// A command line that cannot be understood.
struct UsageError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong; the words in it are already safe to show.
  var message: String
  /// The word that was probably meant.
  var suggestion: String?
  /// The command whose help says more.
  var path: [String]

  var description: String { message + (suggestion.map { "; did you mean '\($0)'?" } ?? "") }
}

extension UsageError {
  static func unknownCommand(_ word: String, among names: [String], path: [String]) -> UsageError {
    UsageError(
      message: "unknown command '\(Console.safe(word))'",
      suggestion: DidYouMean.closest(to: word, among: names),
      path: path)
  }

  static func missingCommand(path: [String]) -> UsageError {
    UsageError(message: "'\(path.joined(separator: " "))' needs a command", path: path)
  }

  static func unknownOption(
    _ name: String, within word: String? = nil, among names: [String], path: [String]
  ) -> UsageError {
    let place = word == nil || word == name ? "" : " in '\(shown(word ?? ""))'"
    return UsageError(
      message: "unknown option '\(shown(name))'\(place)",
      suggestion: DidYouMean.closest(to: name, among: names), path: path)
  }

  /// A word as messages show it: of a long one the beginning, since it may be a key that was given by mistake.
  private static func shown(_ word: String) -> String {
    word.count > 40 ? Console.safe(String(word.prefix(12))) + "…" : Console.safe(word)
  }

  static func missingValue(_ name: String, next: String?, path: [String]) -> UsageError {
    let message = "option '\(name)' needs a value"
    guard let next else { return UsageError(message: message, path: path) }
    let value = shown(next)
    return UsageError(message: "\(message); for the value '\(value)' write '\(name)=\(value)'", path: path)
  }

  static func valueForFlag(_ name: String, path: [String]) -> UsageError {
    UsageError(message: "option '\(name)' takes no value", path: path)
  }

  static func invalidValue(
    _ word: String, for definition: ArgumentDefinition, path: [String]
  ) -> UsageError {
    let message = "'\(Console.safe(word))' is not a value for '\(definition.displayName)'"
    guard !definition.values.isEmpty else { return UsageError(message: message, path: path) }
    return UsageError(
      message: "\(message): it is one of \(definition.values.joined(separator: ", "))",
      suggestion: DidYouMean.closest(to: word, among: definition.values), path: path)
  }

  static func missing(_ definition: ArgumentDefinition, path: [String]) -> UsageError {
    let kind = definition.kind == .positional ? "argument" : "option"
    return UsageError(message: "missing \(kind) '\(definition.displayName)'", path: path)
  }

  static func unexpected(_ word: String, path: [String]) -> UsageError {
    UsageError(message: "unexpected argument '\(shown(word))'", path: path)
  }
}
