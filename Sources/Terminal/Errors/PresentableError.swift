/// An error that explains itself to a person: what happened, where, why, and what to do next.
///
/// None of its texts may hold a secret; control characters in them are shown escaped.
package protocol PresentableError: Error {
  /// What happened, one sentence without a full stop.
  var what: String { get }
  /// Which environment, file, workflow or call.
  var `where`: String? { get }
  /// The cause, when it is known.
  var why: String? { get }
  /// What the reader can do next.
  var remedy: String? { get }
  /// The name of a state that programs tell apart.
  var codeName: String? { get }
  /// How the process ends when nothing else can be done.
  var exitCode: ExitCode { get }
}

extension PresentableError {
  package var `where`: String? { nil }
  package var why: String? { nil }
  package var remedy: String? { nil }
  package var codeName: String? { nil }
  package var exitCode: ExitCode { .failure }
}
