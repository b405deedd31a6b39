internal import JSON

/// The key of an instance's public API. It prints as "(hidden)" wherever it ends up.
package struct APIKey: Sendable, Hashable {
  let value: String

  /// A key from its text, white space at both ends aside; nil where no header could carry it.
  package init?(_ text: String) {
    let trimmed = text.split(whereSeparator: \.isWhitespace)
    guard trimmed.count == 1, let value = trimmed.first, value.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
    else {
      return nil
    }
    self.value = String(value)
  }

  /// When the key runs out, in seconds since 1970; nil where it does not say. Keys are JSON Web Tokens (api.md 1)
  /// whose claims can be read without asking anybody; legacy ones (`n8n_api_...`) say nothing.
  package var expiry: Int? {
    let parts = value.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, let claims = Base64URL.decode(parts[1]) else { return nil }
    return (try? JSON(parsing: claims))?["exp"]?.intValue
  }

  /// The text with every occurrence of the key replaced: what comes from outside may echo it.
  func redacted(from text: String) -> String {
    text.contains(value)
      ? text.split(separator: value, omittingEmptySubsequences: false).joined(separator: "(hidden)") : text
  }

  /// The first bytes as text, the key replaced; a part of it that the limit would leave at the end is cut off.
  func redacted(fromStartOf bytes: [UInt8], limit: Int) -> String {
    let text = redacted(from: String(decoding: bytes.prefix(limit), as: UTF8.self))
    return bytes.count > limit ? String(text.dropLast(value.utf8.count)) : text
  }
}

extension APIKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package var description: String { "(hidden)" }
  package var debugDescription: String { description }
  package var customMirror: Mirror { Mirror(self, unlabeledChildren: [description]) }
}
