/// A console that keeps what is written to it: for tests and for commands that read another command.
package struct CapturingConsole: Sendable {
  /// The console to hand to what is watched.
  package let console: Console
  private let outputSink = MemorySink()
  private let errorSink = MemorySink()

  /// - Parameters:
  ///   - width: columns of the pretended terminal; nil for none.
  ///   - usesColor: whether styles are written.
  ///   - elapsed: the clock that progress lines go by; it stands still by default.
  package init(
    width: Int? = nil, usesColor: Bool = false, elapsed: @escaping @Sendable () -> Duration = { .zero }
  ) {
    let traits = ConsoleStream.Traits(
      isTerminal: width != nil, usesColor: usesColor, canRedraw: width != nil, width: { width })
    console = Console(
      output: outputSink, errors: errorSink, outputTraits: traits, errorTraits: traits, usesUnicode: true,
      elapsed: elapsed)
  }

  /// What was written to output so far.
  package var output: String { String(decoding: outputBytes, as: UTF8.self) }

  /// What was written to output so far.
  package var outputBytes: [UInt8] {
    console.flush()
    return outputSink.bytes
  }

  /// What was written to errors so far.
  package var errors: String { String(decoding: errorSink.bytes, as: UTF8.self) }
}
