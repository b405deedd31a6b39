/// Reads a template's text once, line by line.
struct TemplateScanner {
  typealias Piece = TemplateSource.Piece

  let file: String
  let kind: TemplateSource.Kind
  private var line = 0
  private var pieces: [Piece] = []
  private var open: [(name: Substring, line: Int)] = []
  /// True between `<` and `>` of the literal text so far.
  private var isInsideTag = false

  init(file: String, kind: TemplateSource.Kind) {
    self.file = file
    self.kind = kind
  }

  mutating func scan(_ text: String) throws(TemplateError) -> [Piece] {
    var rest = text[...]
    while !rest.isEmpty {
      line += 1
      let end = rest.utf8.firstIndex(of: 0x0A).map { rest.utf8.index(after: $0) } ?? rest.endIndex
      try scanLine(rest[..<end])
      rest = rest[end...]
    }
    if let section = open.last {
      throw error(
        "section \(section.name) is never closed: {{/\(section.name)}} is missing", at: section.line)
    }
    return pieces
  }

  private mutating func scanLine(_ text: Substring) throws(TemplateError) {
    let isSilent = Self.isSilent(text)
    var rest = text
    while let start = rest.firstRange(of: "{{") {
      if !isSilent { append(text: rest[..<start.lowerBound]) }
      guard let end = rest[start.upperBound...].firstRange(of: "}}") else {
        throw error("a {{ is not closed by }} on its line")
      }
      try take(rest[start.upperBound..<end.lowerBound], insideLine: !isSilent)
      rest = rest[end.upperBound...]
    }
    if !isSilent { append(text: rest) }
  }

  /// Whether the line holds markers that make no text of their own, and nothing else.
  private static func isSilent(_ text: Substring) -> Bool {
    var rest = text
    var hasMarker = false
    while let start = rest.firstRange(of: "{{") {
      guard rest[..<start.lowerBound].utf8.allSatisfy(isBlank), let first = rest[start.upperBound...].first,
        "#/>!%".contains(first), let end = rest[start.upperBound...].firstRange(of: "}}")
      else { return false }
      hasMarker = true
      rest = rest[end.upperBound...]
    }
    return hasMarker && rest.utf8.allSatisfy(isBlank)
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

  private mutating func take(_ marker: Substring, insideLine: Bool) throws(TemplateError) {
    let name = marker.dropFirst()
    switch marker.first {
    case "!", "%": break
    case "#":
      append(.open(try checked(name)))
      open.append((name, line))
    case "/": try close(name)
    case ">": append(.part(name, insideLine: insideLine))
    default: append(try variable(marker))
    }
  }

  private mutating func close(_ name: Substring) throws(TemplateError) {
    guard let section = open.popLast() else { throw error("section \(name) is closed, but was not opened") }
    guard section.name == name else {
      throw error("section \(name) is closed while \(section.name), opened in line \(section.line), is open")
    }
    append(.close(name))
  }

  private func variable(_ marker: Substring) throws(TemplateError) -> Piece.Content {
    let parts = marker.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let name = try checked(parts[0])
    guard parts.count > 1 else { return .variable(name, modifier: nil) }
    guard kind == .html, let modifier = TemplateSource.Modifier(rawValue: String(parts[1])) else {
      throw error(
        "modifier :\(parts[1].prefix(40)) is not allowed: escaping follows from the place; only :x-trusted "
          + "and :p exist, in HTML")
    }
    guard !isInsideTag else { throw error("\(marker) stands inside a tag; it is for text only") }
    return .variable(name, modifier: modifier)
  }

  private func checked(_ name: Substring) throws(TemplateError) -> Substring {
    let isName = name.utf8.allSatisfy {
      (0x41...0x5A).contains($0) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "_")
    }
    guard !name.isEmpty, name.utf8.count < 64, isName else {
      throw error("{{\(name.prefix(40))}} is no marker: a name is made of A-Z, 0-9 and _")
    }
    return name
  }

  private mutating func append(text: Substring) {
    guard !text.isEmpty else { return }
    append(.text(text))
    for byte in text.utf8 {
      if byte == UInt8(ascii: "<") { isInsideTag = true }
      if byte == UInt8(ascii: ">") { isInsideTag = false }
    }
  }

  private mutating func append(_ content: Piece.Content) {
    pieces.append(Piece(content: content, line: line))
  }

  private func error(_ reason: String, at line: Int? = nil) -> TemplateError {
    TemplateError(file: file, line: line ?? self.line, reason: reason)
  }
}
