/// Reads rendered HTML the way the tests need it: not a browser, but enough for what our templates write.
enum HTMLText {
  /// What a reader sees: without tags, entities read, blanks collapsed.
  static func visible(_ html: String) -> String {
    var text = ""
    var isTag = false
    for character in html {
      if character == "<" {
        isTag = true
        text.append(" ")
      }
      if !isTag { text.append(character) }
      if character == ">" { isTag = false }
    }
    return collapsed(unescaped(text))
  }

  static func unescaped(_ text: String) -> String {
    let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
    return entities.reduce(text) { $0.replacing($1.0, with: $1.1) }
  }

  static func collapsed(_ text: String) -> String {
    text.split { $0.isWhitespace }.joined(separator: " ")
  }

  /// The values of an attribute, in order.
  static func values(of attribute: String, in html: String) -> [String] {
    html.components(separatedBy: " \(attribute)=\"").dropFirst().map { rest in
      unescaped(String(rest.prefix { $0 != "\"" }))
    }
  }
}

extension String {
  func components(separatedBy separator: String) -> [String] {
    split(separator: separator, omittingEmptySubsequences: false).map(String.init)
  }
}
