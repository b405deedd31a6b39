package import Template

/// A page as plain values, ready to be rendered in HTML and in Markdown.
///
/// Models know nothing of the ledger: whoever fills them has read the commits. Every time in them is in
/// milliseconds since 1970 UTC, every text may come from outside and is escaped where it is put.
package protocol Page: Sendable {
  /// Name of the two templates in `pages/`, without suffix.
  static var template: String { get }
  /// Entry of the navigation that the page belongs to.
  static var section: PagePath { get }
  /// Where the page stands.
  var path: PagePath { get }
  /// Its name: `Workflows`, or the name of the one thing that it shows.
  var title: String { get }
  /// What stands around it.
  var frame: PageFrame { get }
  /// Its first line.
  var headline: Headline { get }
  /// Sets the values of its templates.
  func fill(_ data: inout TemplateData)
}

extension Page {
  /// From where relative times are counted.
  var now: Int64 { frame.now }
}
