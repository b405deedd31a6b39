internal import CMarkGFM
internal import Glibc
internal import Synchronization

/// GitHub's Markdown, read by GitHub's own parser.
package enum Markdown {
  /// Bytes beyond which a text is shortened before it is rendered.
  package static let sizeLimit = 256 * 1024

  /// Markers at the beginning of one line beyond which a text is shown as it is written. A rule of dashes is
  /// one too, so this is more than a line is long.
  private static let nestingLimit = 200

  /// What becomes of the headings of a text.
  package enum Headings: Sendable, Hashable {
    /// They take their place in the page: levels are added to each, and at most level 6 comes out.
    case deeper(by: Int)
    /// They are paragraphs of the class `h1` to `h6`: the text is no part of the page's outline.
    case paragraphs
  }

  /// Renders untrusted Markdown: tables, strikethrough, autolinks and task lists are known; raw HTML is left
  /// out, links that would run a script lead nowhere, pictures become links (a page asks nobody else for
  /// anything).
  ///
  /// What is beyond `limit` bytes is left out, and said so.
  package static func html(
    _ text: String, headings: Headings = .deeper(by: 0), limit: Int = sizeLimit
  ) -> TrustedHTML {
    var source: [UInt8] = []
    PrintableText.append(shortened(text, to: limit), to: &source)
    if nestsTooDeeply(source) { return preformatted(source) }
    _ = extensionsAreRegistered
    guard let parser = cmark_parser_new(CMARK_OPT_DEFAULT) else { return .empty }
    defer { cmark_parser_free(parser) }
    for name in ["table", "strikethrough", "autolink", "tasklist"] {
      cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(name))
    }
    guard let document = parse(source, parser) else { return .empty }
    defer { cmark_node_free(document) }
    prepare(document, headings)
    guard
      let html = cmark_render_html(document, CMARK_OPT_DEFAULT, cmark_parser_get_syntax_extensions(parser))
    else { return .empty }
    defer { cmark_get_default_mem_allocator().pointee.free(html) }
    let bytes = UnsafeBufferPointer(start: html, count: strlen(html))
    return bytes.withMemoryRebound(to: UInt8.self) { bytes in
      TrustedHTML(bytes: RenderedTags.replaced(in: bytes, headingsToo: headings == .paragraphs))
    }
  }

  private static func preformatted(_ source: [UInt8]) -> TrustedHTML {
    var writer = MarkupWriter(capacity: source.count + 64)
    writer.markup("<pre>")
    writer.text(String(decoding: source, as: UTF8.self))
    writer.markup("</pre>\n")
    return writer.finish()
  }

  private static func parse(_ source: [UInt8], _ parser: OpaquePointer) -> OpaquePointer? {
    let document = parsing.withLock { _ in
      source.withUnsafeBytes { bytes in
        cmark_parser_feed(parser, bytes.bindMemory(to: CChar.self).baseAddress, bytes.count)
      }
      return UInt(bitPattern: cmark_parser_finish(parser))
    }
    return OpaquePointer(bitPattern: document)
  }

  // While cmark-gfm reads a text it enters the special characters of the extensions into a table that all
  // parsers share, and takes them out afterwards (`SPECIAL_CHARS` in its inlines.c): two texts at once would
  // spoil each other.
  private static let parsing = Mutex(())

  // The registry of extensions is the library's own global; it is filled once and only read afterwards.
  private static let extensionsAreRegistered: Bool = {
    cmark_gfm_core_extensions_ensure_registered()
    return true
  }()

  private static func shortened(_ text: String, to limit: Int) -> String {
    guard text.utf8.count > limit else { return text }
    var cut = text.utf8.index(text.startIndex, offsetBy: limit)
    while String.Index(cut, within: text.unicodeScalars) == nil { cut = text.utf8.index(before: cut) }
    return String(text[..<cut]) + "\n\n(shortened)\n"
  }

  /// Puts headings in their place and turns pictures into links to them. Links do not nest: a picture that
  /// stands in a link, or has one in its description, leaves only the description.
  private static func prepare(_ document: OpaquePointer, _ headings: Headings) {
    let walk = cmark_iter_new(document)
    defer { cmark_iter_free(walk) }
    var openLinks = 0
    var linksSoFar = 0
    /// Links met before each picture that is open.
    var linksBefore: [Int] = []
    while case let event = cmark_iter_next(walk), event != CMARK_EVENT_DONE {
      guard let node = cmark_iter_get_node(walk) else { continue }
      let isEnter = event == CMARK_EVENT_ENTER
      switch cmark_node_get_type(node) {
      case CMARK_NODE_HEADING where isEnter:
        guard case .deeper(let levels) = headings else { break }
        cmark_node_set_heading_level(node, Int32(min(6, Int(cmark_node_get_heading_level(node)) + levels)))
      case CMARK_NODE_LINK:
        openLinks += isEnter ? 1 : -1
        linksSoFar += isEnter ? 1 : 0
        // A custom inline without marks leaves only what stands in it.
        if !isEnter, !leadsSomewhere(url(of: node)) { cmark_node_set_type(node, CMARK_NODE_CUSTOM_INLINE) }
      case CMARK_NODE_IMAGE where isEnter:
        linksBefore.append(linksSoFar)
      case CMARK_NODE_IMAGE:
        let mayLink = openLinks == 0 && linksBefore.popLast() == linksSoFar
        makeLink(of: node, mayLink)
        linksSoFar += mayLink ? 1 : 0
      default: break
      }
    }
  }

  /// Turns a picture in its place into a link, or into nothing around its description: moving nodes about
  /// would take cubic time where pictures nest deeply.
  private static func makeLink(of image: OpaquePointer, _ isWanted: Bool) {
    let url = url(of: image)
    guard cmark_node_set_type(image, CMARK_NODE_CUSTOM_INLINE) == 1, isWanted, leadsSomewhere(url) else {
      return
    }
    var destination: [UInt8] = []
    appendDestination(Array(url.utf8)[...], to: &destination)
    var tag = MarkupWriter()
    tag.markup("<a href=\"")
    tag.text(String(decoding: destination, as: UTF8.self))
    tag.markup("\">")
    cmark_node_set_on_enter(image, tag.finish().text)
    cmark_node_set_on_exit(image, "</a>")
  }

  private static func url(of node: OpaquePointer) -> String {
    cmark_node_get_url(node).map { String(cString: $0) } ?? ""
  }

  /// Whether a link of somebody else's text leads anywhere from a page of ours: what is relative was meant for the
  /// place where the text was written, n8n's editor (`@[youtube](id)` in notes for example).
  private static func leadsSomewhere(_ url: String) -> Bool {
    let lower = url.prefix(8).lowercased()
    return lower.hasPrefix("https://") || lower.hasPrefix("http://") || lower.hasPrefix("mailto:")
  }

  /// Whether blocks are nested in one line more deeply than a person would; the parser takes quadratic time
  /// for it.
  private static func nestsTooDeeply(_ source: [UInt8]) -> Bool {
    var depth = 0
    var isLeading = true
    for byte in source {
      switch byte {
      case 0x0A:
        depth = 0
        isLeading = true
      case 0x20, 0x09: break
      case UInt8(ascii: ">"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "*"):
        depth += isLeading ? 1 : 0
      case 0x30...0x39, UInt8(ascii: "."), UInt8(ascii: ")"): depth += isLeading ? 1 : 0
      default: isLeading = false
      }
      if depth > nestingLimit { return true }
    }
    return false
  }
}
