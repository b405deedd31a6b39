/// The password of a user of a database, in SQL: `ALTER USER shop WITH PASSWORD '...'`, `IDENTIFIED BY '...'`.
enum DatabasePasswordRule {
  /// The word before a password, and of whom the statement can set one, or `identified`.
  private static let words = [
    (word: Array("password".utf8), companions: ["user", "role", "login"]),
    (word: Array("by".utf8), companions: ["identified"]),
  ]
  private static let longestStatement = 96
  /// What a text in quotes begins or ends with where the quotes close and open another one: code around it.
  private static let joints = ByteSet("+.,)(|&;:")

  /// Called at a space.
  static func match<Bytes>(_ text: ScannedText<Bytes>, at space: Int) -> SecretMatch? {
    guard let (word, companions) = words.first(where: { text.endsWord($0.word, before: space) }) else {
      return nil
    }
    let start = text.end(of: .space, from: space, limit: 4)
    guard text[start] == UInt8(ascii: "'"), let quoted = text.quoted(at: start), !quoted.isEmpty,
      !joints.contains(text[quoted.lowerBound]), !joints.contains(text[quoted.upperBound - 1])
    else { return nil }
    let statement = text.text(max(0, space - word.count - longestStatement)..<(space - word.count))
      .lowercased()
    guard companions.contains(where: statement.contains),
      let secret = SecretValue.secret(in: text, quoted, .password)
    else { return nil }
    return .likely("sql-password", "a password in a statement of SQL", secret)
  }
}
