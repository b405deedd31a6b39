/// What a shell offers for a value.
package enum CompletionKind: Sendable, Hashable {
  /// What the shell does by itself: file names.
  case `default`
  /// Nothing.
  case none
  /// These words.
  case list([String])
  /// Files.
  case file
  /// Folders.
  case directory
  /// The lines that a shell command prints.
  case shellCommand(String)
}
