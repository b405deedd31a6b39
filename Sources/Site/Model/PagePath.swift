/// Where a page stands below the root of the site, without suffix: the HTML page and its Markdown twin differ
/// only there.
package struct PagePath: Sendable, Hashable, CustomStringConvertible {
  /// `workflows/order-intake`
  package let path: String

  private init(_ path: String) { self.path = path }

  package static let overview = PagePath("index")
  package static let environments = PagePath("environments")
  package static let incidents = PagePath("incidents")
  package static let promotions = PagePath("promotions")
  package static let activity = PagePath("activity")

  /// Long lists are cut into pages: the first has no number.
  package static func matrix(page: Int = 1) -> PagePath { PagePath(numbered("matrix", page)) }
  /// See `matrix`.
  package static func credentials(page: Int = 1) -> PagePath { PagePath(numbered("credentials", page)) }
  /// See `matrix`.
  package static func workflows(page: Int = 1) -> PagePath { PagePath(numbered("workflows", page)) }
  /// The page of one workflow by its canonical id.
  package static func workflow(_ id: String) -> PagePath { PagePath("workflows/" + fileName(id)) }
  /// The page of one promotion.
  package static func promotion(_ id: String) -> PagePath { PagePath("promotions/" + fileName(id)) }
  /// The page of one incident.
  package static func incident(_ id: String) -> PagePath { PagePath("incidents/" + fileName(id)) }

  /// `../` as often as the page stands below the root.
  var root: String {
    String(repeating: "../", count: path.utf8.count { $0 == UInt8(ascii: "/") })
  }

  package var description: String { path }

  private static func numbered(_ name: String, _ page: Int) -> String {
    page > 1 ? "\(name)-\(page)" : name
  }

  /// Canonical ids are safe as file names already. Whatever else comes in becomes safe, and stays different
  /// from every other id: other bytes are written as `~` and two hex digits, and so is a point in front.
  static func fileName(_ id: String) -> String {
    var name = ""
    for (index, byte) in id.utf8.prefix(120).enumerated() {
      let isSafe =
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF) || byte == UInt8(ascii: "-")
        || byte == UInt8(ascii: "_") || (byte == UInt8(ascii: ".") && index > 0)
      name +=
        isSafe
        ? String(UnicodeScalar(byte)) : "~" + String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
    }
    return name.isEmpty ? "~" : name
  }
}
