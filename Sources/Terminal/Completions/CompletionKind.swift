/// What a shell offers for a value.
package enum CompletionKind: Sendable, Hashable {
  /// What the shell does by itself: file names.
  case `default`
  /// Nothing.
  case none
  /// These words.
  case list([String])
  /// Files, those with one of the extensions (without the dot) where any is given, and folders on the way.
  case file(extensions: [String] = [])
  /// Folders.
  case directory
  /// The lines that a shell command prints.
  case shellCommand(String)
}
