/// One template file taken apart: literal text and markers, each with the line where it stands.
///
/// The language is ctemplate's: `{{NAME}}`, `{{#SECTION}}...{{/SECTION}}`, `{{!comment}}` and
/// `{{>path/of/a/part.html}}`. A line that holds nothing but sections, comments or parts leaves no line
/// behind.
struct TemplateSource {
  /// How values of this file are escaped; follows from the suffix.
  enum Kind { case html, markdown }

  /// What a marker may say about its value, in HTML only.
  enum Modifier: String {
    /// Markup of ours is put in as it is.
    case trusted = "x-trusted"
    /// Line ends and tabs are kept; elsewhere they become spaces.
    case preformatted = "p"
  }

  struct Piece {
    enum Content {
      case text(Substring)
      case variable(Substring, modifier: Modifier?)
      case open(Substring)
      case close(Substring)
      /// A part inside a line gives up its last line end, one that has the line for itself keeps it.
      case part(Substring, insideLine: Bool)
    }
    let content: Content
    let line: Int
  }

  let file: String
  let pieces: [Piece]

  /// Nil for a file that is no template (a style sheet, a script).
  static func kind(of file: String) -> Kind? {
    if file.hasSuffix(".html") { return .html }
    return file.hasSuffix(".md") ? .markdown : nil
  }

  /// Throws at the first mistake: an open marker or section, an unknown marker, a modifier that would
  /// switch escaping off, text that is not UTF-8.
  init(file: String, kind: Kind, bytes: [UInt8]) throws(TemplateError) {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw TemplateError(file: file, reason: "is not UTF-8")
    }
    var scanner = TemplateScanner(file: file, kind: kind)
    self.file = file
    self.pieces = try scanner.scan(text)
  }
}
