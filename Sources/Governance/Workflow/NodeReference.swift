/// One reference to a node by its name, in JavaScript.
struct NodeReference {
  let name: String
  /// Where it ends: behind the quoted name, or the identifier.
  let end: Int
  private let form: Form

  private enum Form {
    /// `$('Name'`: what stands before the quote, and the quote.
    case quoted(opener: String, quote: UInt8)
    /// `$node.Name`
    case member
  }

  private static let member = Array("$node.".utf8)
  /// What stands before a quoted name, and what may follow it.
  private static let openers: [(text: String, closers: [UInt8])] = [
    ("$(", Array(")".utf8)), ("$node[", Array("]".utf8)), ("$items(", Array("),".utf8)),
  ]

  /// Reads the reference that begins at `start`; nil where there is none.
  init?(in bytes: [UInt8], at start: Int) {
    let rest = bytes[start...]
    if rest.starts(with: Self.member) {
      let begin = start + Self.member.count
      guard let name = Self.identifier(bytes[begin...]) else { return nil }
      (self.name, end, form) = (name, begin + name.utf8.count, .member)
      return
    }
    guard let opener = Self.openers.first(where: { rest.starts(with: $0.text.utf8) }),
      let literal = QuotedText(in: bytes, at: start + opener.text.utf8.count)
    else { return nil }
    let next = bytes[literal.end...].first { !Self.isSpace($0) }
    guard next.map(opener.closers.contains) == true else { return nil }
    (name, end) = (literal.text, literal.end)
    form = .quoted(opener: opener.text, quote: literal.quote)
  }

  /// The reference with another name. After `$node.` n8n writes names of letters and digits only, others in brackets.
  func spelled(_ name: String) -> String {
    switch form {
    case .quoted(let opener, let quote): opener + QuotedText.quoted(name, quote)
    case .member where name == self.name: "$node.\(name)"
    case .member:
      Self.isPlain(name) ? "$node.\(name)" : "$node[\(QuotedText.quoted(name, UInt8(ascii: "\"")))]"
    }
  }

  private static func isPlain(_ name: String) -> Bool {
    name.utf8.elementsEqual(identifier(Array(name.utf8)[...])?.utf8 ?? "".utf8)
      && !name.utf8.contains { $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "$") } && !name.isEmpty
  }

  /// The JavaScript identifier at the start of some text.
  private static func identifier(_ bytes: ArraySlice<UInt8>) -> String? {
    func isLetter(_ scalar: Unicode.Scalar) -> Bool {
      scalar == "_" || scalar == "$" || scalar.properties.isIDStart
    }
    let text = String(decoding: bytes.prefix { $0 >= 0x80 || !isEnd($0) }, as: UTF8.self).unicodeScalars
    guard let first = text.first, isLetter(first) else { return nil }
    return String(text.prefix { isLetter($0) || $0.properties.isIDContinue })
  }

  /// Whether an ASCII byte cannot be in an identifier.
  private static func isEnd(_ byte: UInt8) -> Bool {
    let scalar = Unicode.Scalar(byte)
    return scalar != "_" && scalar != "$" && !scalar.properties.isIDContinue
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || (9...13).contains(byte) }
}

/// A quoted JavaScript string.
private struct QuotedText {
  let quote: UInt8
  let text: String
  let end: Int

  init?(in bytes: [UInt8], at start: Int) {
    guard start < bytes.count else { return nil }
    quote = bytes[start]
    guard quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "`") else {
      return nil
    }
    var content: [UInt8] = []
    var index = start + 1
    while index < bytes.count, bytes[index] != quote {
      if bytes[index] == UInt8(ascii: "\\"), index + 1 < bytes.count { index += 1 }
      content.append(bytes[index])
      index += 1
    }
    guard index < bytes.count else { return nil }
    text = String(decoding: content, as: UTF8.self)
    end = index + 1
  }

  static func quoted(_ text: String, _ quote: UInt8) -> String {
    var result = [quote]
    for byte in text.utf8 {
      if byte == quote || byte == UInt8(ascii: "\\") { result.append(UInt8(ascii: "\\")) }
      result.append(byte)
    }
    return String(decoding: result + [quote], as: UTF8.self)
  }
}
