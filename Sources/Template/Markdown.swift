internal import CMarkGFM
internal import Glibc

/// GitHub's Markdown, read by GitHub's own parser.
package enum Markdown {
  /// Bytes beyond which a text is shortened before it is rendered.
  package static let sizeLimit = 256 * 1024

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
    _ = extensionsAreRegistered
    guard let parser = cmark_parser_new(CMARK_OPT_DEFAULT) else { return .empty }
    defer { cmark_parser_free(parser) }
    for name in ["table", "strikethrough", "autolink", "tasklist"] {
      cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(name))
    }
    source.withUnsafeBytes { bytes in
      cmark_parser_feed(parser, bytes.bindMemory(to: CChar.self).baseAddress, bytes.count)
    }
    guard let document = cmark_parser_finish(parser) else { return .empty }
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

  /// Puts headings in their place and turns pictures into links.
  private static func prepare(_ document: OpaquePointer, _ headings: Headings) {
    let walk = cmark_iter_new(document)
    defer { cmark_iter_free(walk) }
    while cmark_iter_next(walk) != CMARK_EVENT_DONE {
      // A node may only be taken out when it is left.
      guard cmark_iter_get_event_type(walk) == CMARK_EVENT_EXIT, let node = cmark_iter_get_node(walk) else {
        continue
      }
      switch cmark_node_get_type(node) {
      case CMARK_NODE_HEADING:
        guard case .deeper(let levels) = headings else { break }
        cmark_node_set_heading_level(node, Int32(min(6, Int(cmark_node_get_heading_level(node)) + levels)))
      case CMARK_NODE_IMAGE: replaceByLink(node)
      default: break
      }
    }
  }

  private static func replaceByLink(_ image: OpaquePointer) {
    guard let link = cmark_node_new(CMARK_NODE_LINK) else { return }
    cmark_node_set_url(link, cmark_node_get_url(image))
    while let child = cmark_node_first_child(image) {
      guard cmark_node_append_child(link, child) == 1 else { break }
    }
    cmark_node_replace(image, link)
    cmark_node_free(image)
  }
}
