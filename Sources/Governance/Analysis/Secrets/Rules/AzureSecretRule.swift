/// A secret of an app in Entra ID (Azure): three characters, a digit, `Q~`, and 31 to 34 characters.
enum AzureSecretRule {
  private static let alphabet = ByteSet.dotted + ByteSet("~")

  /// Called at `Q`.
  static func match<Bytes>(_ text: ScannedText<Bytes>, at index: Int) -> SecretMatch? {
    guard text[index + 1] == UInt8(ascii: "~"), ByteSet.digits.contains(text[index - 1]) else { return nil }
    let start = text.start(of: alphabet, before: index, limit: 5)
    var end = text.end(of: alphabet, from: index + 2, limit: 35)
    // A dot at the end is the sentence's.
    while end > index + 2, text[end - 1] == UInt8(ascii: ".") { end -= 1 }
    guard index - start == 4, (31...34).contains(end - index - 2),
      SecretValue.isIssued(Array(text.bytes[(index + 2)..<end]), least: 31)
    else { return nil }
    return .certain("azure-secret", "a client secret of Azure", start..<end)
  }
}
