/// Comma-separated values (RFC 4180) that a spreadsheet shows and does not run.
enum SpreadsheetText {
  /// One record with its line end.
  static func record(_ fields: [String]) -> String {
    fields.map(field).joined(separator: ",") + "\r\n"
  }

  /// A field in quotes. One that a spreadsheet would take for a formula gets an apostrophe (OWASP, "CSV Injection").
  static func field(_ text: String) -> String {
    let first = text.unicodeScalars.first { $0 != " " && $0 != "\u{A0}" && $0 != "\u{FEFF}" }
    let isFormula = first.map { "=+-@\t\r\n|%＝＋－＠".unicodeScalars.contains($0) } ?? false
    return "\"" + (isFormula ? "'" : "") + text.replacing("\"", with: "\"\"") + "\""
  }
}
