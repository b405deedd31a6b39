/// The password of a connection that is a list of names and values: ADO and ODBC
/// (`Server=...;User Id=...;Password=...;`), Azure (`AccountKey=...`, `SharedAccessKey=...`), libpq
/// (`host=... password=...`).
enum ConnectionTextRule {
  private static let names: Set<String> = [
    "password", "pwd", "accountkey", "sharedaccesskey", "sharedaccesssignature", "secret", "secretkey",
  ]
  private static let companions = [
    "server=", "host=", "data source=", "user id=", "uid=", "user=", "username=", "accountname=", "endpoint=",
    "database=", "initial catalog=", "dbname=", "driver=", "hostname=",
  ]

  /// Called at `=`.
  static func match<Bytes>(_ text: ScannedText<Bytes>, at sign: Int) -> SecretMatch? {
    let name = text.start(of: .alphanumeric, before: sign, limit: 24)
    guard name < sign, text[sign + 1] != UInt8(ascii: "="),
      names.contains(text.text(name..<sign).lowercased()),
      let separator = separator(text, before: name), hasCompanion(text, around: name)
    else { return nil }
    let stops = ByteSet(";\"`<>\n\r") + (separator == UInt8(ascii: ";") ? ByteSet() : ByteSet(" '\\"))
    let end = text.first(in: stops, from: sign + 1, limit: 512)
    let value = (sign + 1)..<max(sign + 1, end)
    guard value.count >= 4, !Placeholder.isOne(text.text(value)) else { return nil }
    return .certain("connection-text", "a password in a connection's text", value)
  }

  /// What stands between the parameters: a semicolon, or white space.
  private static func separator<Bytes>(_ text: ScannedText<Bytes>, before name: Int) -> UInt8? {
    let end = text.start(of: .space, before: name, limit: 4)
    let byte = text[end - 1]
    if byte == UInt8(ascii: ";") { return byte }
    if end == 0 || ByteSet.quotes.contains(byte) { return UInt8(ascii: ";") }
    return end < name ? UInt8(ascii: " ") : nil
  }

  private static func hasCompanion<Bytes>(_ text: ScannedText<Bytes>, around index: Int) -> Bool {
    let around = text.text(max(0, index - 200)..<min(text.count, index + 200)).lowercased()
    return companions.contains(where: around.contains)
  }
}
