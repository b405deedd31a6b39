/// Replaces tags that cmark-gfm writes and a page of ours may not hold: form controls without a label,
/// `align`, and headings where the text is no part of the outline.
///
/// Text is escaped by then, so that a `<` can only begin a tag of the renderer's own.
enum RenderedTags {
  static func replaced(in html: UnsafeBufferPointer<UInt8>, headingsToo: Bool) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(html.count)
    var start = 0
    var index = 0
    while index < html.count {
      guard html[index] == UInt8(ascii: "<"), index + 2 < html.count,
        let (tag, replacement) = find(html, at: index, headingsToo: headingsToo)
      else {
        index += 1
        continue
      }
      result.append(contentsOf: html[start..<index])
      result.append(replacement)
      index += tag
      start = index
    }
    result.append(contentsOf: html[start...])
    return result
  }

  private static func find(
    _ html: UnsafeBufferPointer<UInt8>, at index: Int, headingsToo: Bool
  ) -> (length: Int, replacement: StaticString)? {
    let second = html[index + 1]
    let candidates: [(StaticString, StaticString)]
    switch second == UInt8(ascii: "/") ? html[index + 2] : second {
    case UInt8(ascii: "i"): candidates = boxes
    case UInt8(ascii: "t"): candidates = cells
    case UInt8(ascii: "h") where headingsToo: candidates = headings
    default: return nil
    }
    for (tag, replacement) in candidates where html.count - index >= tag.utf8CodeUnitCount {
      let isHere = tag.withUTF8Buffer { $0.elementsEqual(html[index..<(index + tag.utf8CodeUnitCount)]) }
      if isHere { return (tag.utf8CodeUnitCount, replacement) }
    }
    return nil
  }

  private static let boxes: [(StaticString, StaticString)] = [
    (
      "<input type=\"checkbox\" checked=\"\" disabled=\"\" />",
      "<span class=\"task\">\u{2611}\u{FE0E}</span>"
    ),
    ("<input type=\"checkbox\" disabled=\"\" />", "<span class=\"task\">\u{2610}\u{FE0E}</span>"),
  ]

  private static let cells: [(StaticString, StaticString)] = [
    ("<td align=\"left\">", "<td>"), ("<th align=\"left\">", "<th>"),
    ("<td align=\"center\">", "<td class=\"center\">"), ("<th align=\"center\">", "<th class=\"center\">"),
    ("<td align=\"right\">", "<td class=\"num\">"), ("<th align=\"right\">", "<th class=\"num\">"),
  ]

  private static let headings: [(StaticString, StaticString)] = [
    ("<h1>", "<p class=\"h1\">"), ("<h2>", "<p class=\"h2\">"), ("<h3>", "<p class=\"h3\">"),
    ("<h4>", "<p class=\"h4\">"), ("<h5>", "<p class=\"h5\">"), ("<h6>", "<p class=\"h6\">"),
    ("</h1>", "</p>"), ("</h2>", "</p>"), ("</h3>", "</p>"), ("</h4>", "</p>"), ("</h5>", "</p>"),
    ("</h6>", "</p>"),
  ]
}
