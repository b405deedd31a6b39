internal import CMarkGFM

/// GitHub's Markdown, read by GitHub's own parser.
package enum Markdown {
  /// Bytes beyond which a text is shortened before it is rendered.
  package static let sizeLimit = 256 * 1024

  /// Renders untrusted Markdown: tables, strikethrough, autolinks and task lists are known; raw HTML is left
  /// out, links that would run a script lead nowhere, pictures become links (a page asks nobody else for
  /// anything).
  ///
  /// - Parameters:
  ///   - text: the Markdown; what is beyond `limit` bytes is left out, and said so.
  ///   - headingOffset: levels added to each heading, so that it takes its place in a page; at most level 6
  ///     comes out.
  package static func html(_ text: String, headingOffset: Int = 0, limit: Int = sizeLimit) -> TrustedHTML {
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
    prepare(document, headingOffset: headingOffset)
    guard
      let html = cmark_render_html(document, CMARK_OPT_DEFAULT, cmark_parser_get_syntax_extensions(parser))
    else { return .empty }
    defer { cmark_get_default_mem_allocator().pointee.free(html) }
    return TrustedHTML(bytes: withoutPresentation(String(cString: html)))
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
  private static func prepare(_ document: OpaquePointer, headingOffset: Int) {
    let walk = cmark_iter_new(document)
    defer { cmark_iter_free(walk) }
    while cmark_iter_next(walk) != CMARK_EVENT_DONE {
      // A node may only be taken out when it is left.
      guard cmark_iter_get_event_type(walk) == CMARK_EVENT_EXIT, let node = cmark_iter_get_node(walk) else {
        continue
      }
      switch cmark_node_get_type(node) {
      case CMARK_NODE_HEADING:
        cmark_node_set_heading_level(node, min(6, cmark_node_get_heading_level(node) + Int32(headingOffset)))
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

  /// Replaces what the renderer writes and a page of ours may not hold: form controls without a label,
  /// `align`. Text is escaped by then, so that these tags can only be the renderer's own.
  private static func withoutPresentation(_ html: String) -> [UInt8] {
    guard html.contains("<input ") || html.contains("align=") else { return Array(html.utf8) }
    var html = html
    for (tag, replacement) in [
      (
        "<input type=\"checkbox\" checked=\"\" disabled=\"\" />",
        "<span class=\"task\">\u{2611}\u{FE0E}</span>"
      ),
      ("<input type=\"checkbox\" disabled=\"\" />", "<span class=\"task\">\u{2610}\u{FE0E}</span>"),
      ("<td align=\"left\">", "<td>"), ("<th align=\"left\">", "<th>"),
      ("<td align=\"center\">", "<td class=\"center\">"), ("<th align=\"center\">", "<th class=\"center\">"),
      ("<td align=\"right\">", "<td class=\"num\">"), ("<th align=\"right\">", "<th class=\"num\">"),
    ] {
      html.replace(tag, with: replacement)
    }
    return Array(html.utf8)
  }
}
