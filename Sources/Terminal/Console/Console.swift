/// The two streams of a program: results on output, everything meant for the person beside it on errors.
///
/// Output is buffered: ``flush()`` before waiting for somebody else. Any task may write; a write is
/// never torn by another one. When the reader of a stream has gone, writes to it do nothing.
package struct Console: Sendable {
  /// Results.
  package private(set) var output: ConsoleStream
  /// Notes, warnings, errors and progress.
  package private(set) var errors: ConsoleStream
  let core: ConsoleCore
  /// Time since some fixed moment, never going back.
  let elapsed: @Sendable () -> Duration
  let usesUnicode: Bool

  init(
    output: any ByteSink, errors: any ByteSink, outputTraits: ConsoleStream.Traits,
    errorTraits: ConsoleStream.Traits, usesUnicode: Bool, elapsed: @escaping @Sendable () -> Duration
  ) {
    core = ConsoleCore(output: output, errors: errors, outputIsTerminal: outputTraits.isTerminal)
    self.output = ConsoleStream(core: core, role: .output, traits: outputTraits)
    self.errors = ConsoleStream(core: core, role: .errors, traits: errorTraits)
    self.usesUnicode = usesUnicode
    self.elapsed = elapsed
  }

  /// The same console without colours.
  package func withoutColor() -> Console {
    var copy = self
    copy.output.traits.usesColor = false
    copy.errors.traits.usesColor = false
    return copy
  }

  /// The same console with what is meant for output beside the notes, for a command whose output is something else.
  package func outputToErrors() -> Console {
    var copy = self
    copy.output = errors
    return copy
  }

  /// Writes a line to output.
  package func print(_ line: String = "") { output.line(line) }

  /// Writes text to output as it is.
  package func write(_ text: String) { output.write(text) }

  /// Writes bytes to output as they are.
  package func write(_ bytes: [UInt8]) { output.write(bytes) }

  /// Writes a table to output.
  package func print(_ table: Table) { output.write(table.text(for: output)) }

  /// Tells the person something, on errors.
  package func note(_ text: String) { errors.line(text) }

  /// Warns the person, on errors.
  package func warning(_ text: String) {
    errors.line("\(errors.styled("warning:", [.yellow, .bold])) \(text)")
  }

  /// Text for output in a style, where output has colours.
  package func styled(_ text: String, _ style: Style) -> String { output.styled(text, style) }

  /// Hands all output on.
  package func flush() { core.flush() }
}
