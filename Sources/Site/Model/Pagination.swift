internal import Template

/// Which part of a long list a page shows.
package struct Pagination: Sendable, Hashable {
  /// From 1.
  package var page: Int
  package var pages: Int
  /// Rows on all pages together.
  package var rows: Int

  package init(page: Int = 1, pages: Int = 1, rows: Int) {
    self.page = page
    self.pages = pages
    self.rows = rows
  }

  /// Sets ROWS, and the section PAGES with PREVIOUS and NEXT when there is more than one page.
  func fill(_ data: inout TemplateData, path: (Int) -> PagePath) {
    data.set("ROWS", rows)
    guard pages > 1 else { return }
    data.section("PAGES") { data in
      data.set("NUMBER", page)
      data.set("OF", pages)
      if page > 1 { data.set("PREVIOUS", page: path(page - 1)) }
      if page < pages { data.set("NEXT", page: path(page + 1)) }
    }
  }
}
