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
  /// Files with one of the extensions, and folders on the way to them.
  case files(extensions: [String])
  /// Folders.
  case directory
  /// The lines that a shell command prints.
  case shellCommand(String)

  /// Files with one of the extensions, which are written without a dot, and folders on the way to them.
  package static func file(extensions: [String]) -> CompletionKind { .files(extensions: extensions) }
}
