/// One of a console's two streams.
package struct ConsoleStream: Sendable {
  /// What a stream is able to show.
  struct Traits: Sendable {
    /// A person watches.
    var isTerminal: Bool
    /// Text may be styled.
    var usesColor: Bool
    /// Earlier lines can be written over.
    var canRedraw: Bool
    /// Columns; asked again each time, because windows change.
    var width: @Sendable () -> Int?
  }

  let core: ConsoleCore
  let role: ConsoleCore.Role
  var traits: Traits

  /// Whether a person watches.
  package var isTerminal: Bool { traits.isTerminal }

  /// Whether ``styled(_:_:)`` does anything.
  package var usesColor: Bool { traits.usesColor }

  /// Columns to fill; nil when nobody watches and lines may have any length.
  package var width: Int? { traits.isTerminal ? traits.width() ?? 80 : nil }

  /// The text in a style, or just the text where there are no colours.
  package func styled(_ text: String, _ style: Style) -> String {
    traits.usesColor ? style.applied(to: text) : text
  }

  /// Writes text as it is.
  package func write(_ text: String) { core.write(Array(text.utf8), to: role) }

  /// Writes bytes as they are.
  package func write(_ bytes: [UInt8]) { core.write(bytes, to: role) }

  /// Writes a line of text and its end.
  package func line(_ text: String = "") { write(text + "\n") }
}
