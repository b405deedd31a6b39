internal import Template

/// One line of a difference between two texts.
package struct DiffLine: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    case same, added, removed
    /// Lines that are left out; the text says how many.
    case gap
  }

  package var kind: Kind
  package var text: String

  package init(_ kind: Kind, _ text: String) {
    self.kind = kind
    self.text = text
  }

  /// The sign in front, as `diff -u` writes it.
  private var sign: StaticString {
    switch kind {
    case .same: " "
    case .added: "+"
    case .removed: "-"
    case .gap: "@"
    }
  }

  /// The lines as elements of a `pre`: additions and removals are marked by sign, element and colour.
  static func html(_ lines: [DiffLine]) -> TrustedHTML {
    var writer = MarkupWriter(capacity: lines.count * 64)
    for line in lines {
      switch line.kind {
      case .same: writer.markup("<span>")
      case .added: writer.markup("<ins>")
      case .removed: writer.markup("<del>")
      case .gap: writer.markup("<span class=\"gap\">")
      }
      writer.markup(line.sign)
      writer.markup(" ")
      writer.text(line.text)
      writer.markup("\n")
      switch line.kind {
      case .added: writer.markup("</ins>")
      case .removed: writer.markup("</del>")
      case .same, .gap: writer.markup("</span>")
      }
    }
    return writer.finish()
  }

  /// The same lines as text.
  static func text(_ lines: [DiffLine]) -> String {
    lines.map { "\($0.sign) \($0.text)\n" }.joined()
  }
}
