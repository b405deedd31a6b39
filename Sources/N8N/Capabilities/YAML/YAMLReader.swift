internal import JSON

/// Reads as much of YAML as n8n's OpenAPI documents use: block mappings and sequences, plain, quoted and block
/// scalars, flow collections. Anchors, aliases, tags and several documents in one are not understood.
///
/// It is tolerant: a line that fits nowhere is left out, and what cannot be read comes out as null. Whoever uses
/// the result looks for what he needs and does without what is not there.
struct YAMLReader {
  /// Nesting below which everything is left out.
  static let maximumDepth = 100
  /// Bytes that a quoted or flow value of several lines may have; a longer one is left out.
  static let maximumContinuedBytes = 64 << 10

  var lines: [YAMLLine]
  var position = 0

  /// The document as a JSON value.
  static func read(_ bytes: [UInt8]) -> JSON {
    var reader = YAMLReader(lines: YAMLLine.lines(of: bytes))
    return reader.block(parentIndent: -1, depth: 0)
  }

  /// The block that begins at the next line with text, if that is indented deeper than its parent.
  mutating func block(parentIndent: Int, depth: Int) -> JSON {
    skipBlanks()
    guard let line = current, line.indent > parentIndent else { return .null }
    guard depth < Self.maximumDepth else {
      skip(deeperThan: parentIndent)
      return .null
    }
    if line.isSequenceEntry { return sequence(indent: line.indent, depth: depth) }
    if YAMLKey(line.text) != nil { return mapping(indent: line.indent, depth: depth) }
    position += 1
    return value(line.text, parentIndent: parentIndent, depth: depth)
  }

  private mutating func mapping(indent: Int, depth: Int) -> JSON {
    var members: [(String, JSON)] = []
    while let line = nextLine(indent), !line.isSequenceEntry {
      position += 1
      guard let key = YAMLKey(line.text) else { continue }
      members.append((key.name, memberValue(key.rest, indent: indent, depth: depth)))
    }
    return .object(JSONObject(members))
  }

  private mutating func memberValue(_ rest: ArraySlice<UInt8>, indent: Int, depth: Int) -> JSON {
    guard rest.isEmpty else { return value(rest, parentIndent: indent, depth: depth) }
    skipBlanks()
    // A sequence may stand at its key's own indentation.
    if let line = current, line.indent == indent, line.isSequenceEntry {
      return sequence(indent: indent, depth: depth + 1)
    }
    return block(parentIndent: indent, depth: depth + 1)
  }

  private mutating func sequence(indent: Int, depth: Int) -> JSON {
    var elements: [JSON] = []
    while let line = nextLine(indent), line.isSequenceEntry {
      let inner = line.sequenceEntry
      if inner.text.isEmpty {
        position += 1
      } else {
        lines[position] = inner
      }
      elements.append(block(parentIndent: indent, depth: depth + 1))
    }
    return .array(elements)
  }

  /// A value that begins on the line just passed.
  private mutating func value(_ text: ArraySlice<UInt8>, parentIndent: Int, depth: Int) -> JSON {
    switch text.first {
    case UInt8(ascii: "|"), UInt8(ascii: ">"): return .string(blockScalar(text, parentIndent: parentIndent))
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      return continued(text, parentIndent) { text in YAMLQuoted(text).map { (.string($0.text), $0.rest) } }
    case UInt8(ascii: "["), UInt8(ascii: "{"): return continued(text, parentIndent, YAMLFlow.read)
    default: return YAMLScalar.value(of: plain(text, parentIndent))
    }
  }

  /// A plain scalar with its further lines, folded.
  private mutating func plain(_ text: ArraySlice<UInt8>, _ parentIndent: Int) -> String {
    var whole = String(decoding: YAMLScalar.withoutComment(text), as: UTF8.self)
    while let line = current, line.isBlank || line.indent > parentIndent {
      position += 1
      if line.isBlank || line.isComment { continue }
      whole += " " + String(decoding: YAMLScalar.withoutComment(line.text), as: UTF8.self)
    }
    return whole
  }

  /// What can be read from the text, or else from the text and the lines below it; only lines that were needed
  /// are passed.
  private mutating func continued(
    _ text: ArraySlice<UInt8>, _ parentIndent: Int,
    _ read: (ArraySlice<UInt8>) -> (value: JSON, rest: ArraySlice<UInt8>)?
  ) -> JSON {
    if let whole = read(text) { return whole.value }
    var lines = Array(text)
    var end = position
    while end < self.lines.count, lines.count < Self.maximumContinuedBytes {
      let line = self.lines[end]
      guard line.isBlank || line.indent > parentIndent else { break }
      lines.append(UInt8(ascii: "\n"))
      lines += line.text
      end += 1
    }
    guard let whole = read(lines[...]) else { return .null }
    position += lines[..<whole.rest.startIndex].count { $0 == UInt8(ascii: "\n") }
    return whole.value
  }

  private mutating func blockScalar(_ header: ArraySlice<UInt8>, parentIndent: Int) -> String {
    var content: [YAMLLine] = []
    while let line = current, line.isBlank || line.indent > parentIndent {
      content.append(line)
      position += 1
    }
    return YAMLBlockScalar.text(of: content, header: header)
  }

  // MARK: Lines

  private var current: YAMLLine? { position < lines.count ? lines[position] : nil }

  /// The next line with text at exactly this indentation; deeper ones, which fit nowhere, are left out.
  private mutating func nextLine(_ indent: Int) -> YAMLLine? {
    skipBlanks()
    while let line = current, line.indent > indent {
      position += 1
      skipBlanks()
    }
    guard let line = current, line.indent == indent else { return nil }
    return line
  }

  private mutating func skipBlanks() {
    while let line = current, line.isBlank || line.isComment { position += 1 }
  }

  private mutating func skip(deeperThan indent: Int) {
    while let line = current, line.isBlank || line.indent > indent { position += 1 }
  }
}
