/// The values of one page, in the order in which they were set, as one flat record.
///
/// A value is set once and has a kind, and the kind says how it is written: HTML escapes by the place where
/// the template puts it, Markdown by the kind. Unprintable characters become U+FFFD in both.
///
/// A section of a template is shown once for each time it is opened. Inside it the values around it are
/// visible.
package struct TemplateData: Sendable {
  /// How a value reads in Markdown; in HTML all of them are text.
  enum Kind: UInt8 {
    /// Words: Markdown's own characters are escaped, line ends become spaces.
    case words = 1
    /// A code span with its backticks.
    case code = 2
    /// A fenced block with its fence, on lines of its own.
    case block = 3
    /// The destination of a link.
    case destination = 4
    /// Markup; Markdown leaves it out.
    case trusted = 5
    case open = 6
    case close = 7
    case show = 8
  }

  /// A kind, the length of the name, the name, then for values a length of 4 bytes and the bytes.
  private(set) var record: [UInt8] = []

  package init() {
    record.reserveCapacity(4096)
  }

  /// Sets words. They may come from anywhere.
  package mutating func set(_ name: StaticString, _ words: String) {
    append(.words, name, words)
  }

  /// Sets words and shows the section of the same name; nil does neither.
  package mutating func set(_ name: StaticString, ifPresent words: String?) {
    guard let words else { return }
    append(.words, name, words)
    show(name)
  }

  /// Sets a number.
  package mutating func set(_ name: StaticString, _ number: Int) {
    append(.words, name, String(number))
  }

  /// Sets a short piece of code: a hash, a name of a file.
  package mutating func set(_ name: StaticString, code: String) {
    append(.code, name, code)
  }

  /// Sets lines of code or a command to copy.
  package mutating func set(_ name: StaticString, block: String) {
    append(.block, name, block)
  }

  /// Sets a link's destination. One that would run a script becomes `#`.
  package mutating func set(_ name: StaticString, destination: String) {
    append(.destination, name, destination)
  }

  /// Sets markup, which the template inserts by `{{NAME:x-trusted}}`.
  package mutating func set(_ name: StaticString, html: TrustedHTML) {
    append(.trusted, name) { $0.append(contentsOf: html.bytes) }
  }

  /// Shows a section once, with the values around it.
  package mutating func show(_ section: StaticString) {
    begin(.show, section)
  }

  /// Shows a section once if the condition holds.
  package mutating func show(_ section: StaticString, if condition: Bool) {
    if condition { begin(.show, section) }
  }

  /// Shows a section once more, with the values that `body` sets.
  package mutating func section<Failure: Error>(
    _ name: StaticString, _ body: (inout TemplateData) throws(Failure) -> Void
  ) throws(Failure) {
    begin(.open, name)
    try body(&self)
    record.append(Kind.close.rawValue)
  }

  /// Repeats a section for each item. `SOME_name` is shown once when there are items, `NO_name` when there
  /// are none.
  package mutating func list<Items: Collection>(
    _ name: StaticString, _ items: Items, _ body: (inout TemplateData, Items.Element) -> Void
  ) {
    begin(.show, items.isEmpty ? "NO_" : "SOME_", name)
    for item in items {
      section(name) { data in body(&data, item) }
    }
  }

  private mutating func begin(_ kind: Kind, _ name: StaticString) {
    record.append(kind.rawValue)
    record.append(UInt8(truncatingIfNeeded: name.utf8CodeUnitCount))
    record.append(name)
  }

  private mutating func begin(_ kind: Kind, _ prefix: StaticString, _ name: StaticString) {
    record.append(kind.rawValue)
    record.append(UInt8(truncatingIfNeeded: prefix.utf8CodeUnitCount + name.utf8CodeUnitCount))
    record.append(prefix)
    record.append(name)
  }

  private mutating func append(_ kind: Kind, _ name: StaticString, _ text: String) {
    append(kind, name) { PrintableText.append(text, to: &$0) }
  }

  private mutating func append(_ kind: Kind, _ name: StaticString, _ write: (inout [UInt8]) -> Void) {
    begin(kind, name)
    let start = record.count
    record.append(littleEndian: 0)
    write(&record)
    record.set(littleEndian: record.count - start - 4, at: start)
  }
}

extension [UInt8] {
  /// Appends the low 32 bits.
  mutating func append(littleEndian value: Int) {
    for shift in stride(from: 0, to: 32, by: 8) { append(UInt8(truncatingIfNeeded: value >> shift)) }
  }

  mutating func set(littleEndian value: Int, at index: Int) {
    for byte in 0..<4 { self[index + byte] = UInt8(truncatingIfNeeded: value >> (8 * byte)) }
  }
}
