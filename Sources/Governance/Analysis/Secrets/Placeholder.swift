/// What people write where a secret belongs when they do not want to write one.
enum Placeholder {
  private static let parts = [
    "your_", "your-", "your ", "changeme", "change-me", "change_me", "change-in-prod", "example",
    "placeholder",
    "xxxx", "****", "....", "redacted", "secret here", "key here", "token here", "_here", "-here", "api key",
    "1234567890", "0123456789", "abcdefgh", "{{", "${",
  ]

  private static let beginnings = [
    "your", "enter", "insert", "paste", "replace", "todo", "dummy", "sample", "my-", "my_", "<", "[", "{",
    "$",
    "%", "process.env", "os.environ", "env.", "secrets.",
  ]

  private static let wholes: Set<String> = [
    "password", "passwd", "pass", "secret", "token", "apikey", "api_key", "api-key", "key", "bearer", "basic",
    "true", "false", "user", "username", "admin", "test", "none", "null", "undefined", "n/a", "pwd", "string",
    "password123", "optional", "required",
  ]

  /// Whether the text stands for a secret and is none.
  static func isOne(_ text: String) -> Bool {
    let lower = text.lowercased()
    if lower.isEmpty || wholes.contains(lower) { return true }
    if beginnings.contains(where: lower.hasPrefix) || parts.contains(where: lower.contains) { return true }
    if lower.contains("<") && lower.contains(">") || lower.contains("[") && lower.contains("]") {
      return true
    }
    return Set(lower.utf8).count <= 2
  }
}
