/// Puts a template and the parts that it names into one text, and remembers where each line came from.
///
/// Parts are put in place here and not by ctemplate's own includes: a part then sees the values around it, is
/// escaped in the context of the place where it stands, and an override of one part reaches every page.
struct TemplateLinker {
  /// A template ready for ctemplate.
  struct Linked {
    var text = ""
    /// File and line of each line of `text`.
    var origins: [(file: String, line: Int)] = []

    /// Where the text came from that ctemplate's message quotes: it names no line, but says
    /// "Failed parsing: TEXT\nIn: TEMPLATE".
    func origin(ofTextIn message: String) -> (file: String, line: Int)? {
      guard let start = message.firstRange(of: "Failed parsing: ")?.upperBound else { return nil }
      let quoted = message[start...].prefix(
        upTo: message.firstRange(of: "\nIn: ")?.lowerBound ?? message.endIndex)
      guard let place = text.firstRange(of: quoted)?.lowerBound else { return nil }
      return origins[text[..<place].utf8.count { $0 == 0x0A }]
    }
  }

  /// Parts inside parts inside parts: deeper than this is taken for a mistake.
  static let depthLimit = 16

  let sources: [String: TemplateSource]

  func link(_ file: String) throws(TemplateError) -> Linked {
    var linked = Linked()
    guard let source = sources[file] else {
      throw TemplateError(file: file, reason: "there is no such template")
    }
    if TemplateSource.kind(of: file) == .html {
      linked.text = "{{%AUTOESCAPE context=\"HTML\"}}"
    }
    try append(source, to: &linked, inside: [])
    return linked
  }

  private func append(_ source: TemplateSource, to linked: inout Linked, inside: [String])
    throws(TemplateError)
  {
    for piece in source.pieces {
      switch piece.content {
      case .text(let text): append(text, of: source, line: piece.line, to: &linked)
      case .variable(let name, let modifier):
        let suffix = modifier.map { ":\($0.rawValue)" } ?? ""
        append("{{\(name)\(suffix)}}", of: source, line: piece.line, to: &linked)
      case .open(let name): append("{{#\(name)}}", of: source, line: piece.line, to: &linked)
      case .close(let name): append("{{/\(name)}}", of: source, line: piece.line, to: &linked)
      case .part(let name, let insideLine):
        let part = try part(String(name), of: source, line: piece.line, inside: inside)
        try append(part, to: &linked, inside: inside + [source.file])
        if insideLine { linked.dropLastLineEnd() }
      }
    }
  }

  private func part(
    _ name: String, of source: TemplateSource, line: Int, inside: [String]
  ) throws(TemplateError) -> TemplateSource {
    guard let part = sources[name] else {
      throw TemplateError(file: source.file, line: line, reason: "there is no part \(name)")
    }
    guard name != source.file, !inside.contains(name) else {
      throw TemplateError(file: source.file, line: line, reason: "\(name) includes itself")
    }
    guard inside.count < Self.depthLimit else {
      throw TemplateError(file: source.file, line: line, reason: "parts are nested too deeply")
    }
    return part
  }

  private func append(
    _ text: some StringProtocol, of source: TemplateSource, line: Int, to linked: inout Linked
  ) {
    if linked.origins.isEmpty || linked.text.utf8.last == 0x0A { linked.origins.append((source.file, line)) }
    linked.text += text
  }
}

extension TemplateLinker.Linked {
  fileprivate mutating func dropLastLineEnd() {
    guard text.utf8.last == 0x0A else { return }
    text.removeLast()
  }
}
