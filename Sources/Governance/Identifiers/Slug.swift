/// A name that is safe as a file name, as part of a ref and as a word of a shell:
/// 1 to 64 of `a-z`, `0-9` and `-`, neither beginning nor ending with `-`.
///
/// Canonical ids, tenants, environments, pipelines and members are named by slugs.
package struct Slug: Sendable, Hashable, Comparable {
  package let text: String

  /// Refuses what is not a slug.
  package init?(_ text: String) {
    let bytes = text.utf8
    guard (1...Slug.longest).contains(bytes.count), bytes.first != UInt8(ascii: "-"),
      bytes.last != UInt8(ascii: "-"), bytes.allSatisfy(Slug.isAllowed)
    else { return nil }
    self.text = text
  }

  /// Makes a slug from a name for people: letters and digits of ASCII are kept in lower case, everything
  /// else becomes one hyphen. A name without any gives `fallback`.
  package init(from name: String, fallback: String = "workflow") {
    var result: [UInt8] = []
    for scalar in name.unicodeScalars.prefix(512) {
      let lowered = Slug.plain(scalar)
      if lowered.isEmpty {
        if let last = result.last, last != UInt8(ascii: "-") { result.append(UInt8(ascii: "-")) }
      } else {
        result.append(contentsOf: lowered)
      }
    }
    result = Array(result.prefix(Slug.longest - 8))
    while result.last == UInt8(ascii: "-") { result.removeLast() }
    self.text = result.isEmpty ? fallback : String(decoding: result, as: UTF8.self)
  }

  /// This slug, or the first of `-2`, `-3` and so on that is not taken.
  package func avoiding(_ taken: (Slug) -> Bool) -> Slug {
    guard taken(self) else { return self }
    var number = 2
    while let next = Slug("\(text)-\(number)") {
      if !taken(next) { return next }
      number += 1
    }
    return self
  }

  package static func < (left: Slug, right: Slug) -> Bool { left.text < right.text }

  private static let longest = 64

  private static func isAllowed(_ byte: UInt8) -> Bool {
    (97...122).contains(byte) || (48...57).contains(byte) || byte == UInt8(ascii: "-")
  }

  /// The lower-case ASCII letters or digits that stand for a character, none where it has no plain form.
  private static func plain(_ scalar: Unicode.Scalar) -> [UInt8] {
    let lowered = Array(String(scalar).lowercased().utf8)
    if lowered.allSatisfy({ isAllowed($0) && $0 != UInt8(ascii: "-") }) { return lowered }
    return latin[scalar.properties.lowercaseMapping].map { Array($0.utf8) } ?? []
  }

  private static let latin: [String: String] = [
    "ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "à": "a", "á": "a", "â": "a", "ã": "a", "å": "a", "æ": "ae",
    "ç": "c", "è": "e", "é": "e", "ê": "e", "ë": "e", "ì": "i", "í": "i", "î": "i", "ï": "i", "ñ": "n",
    "ò": "o", "ó": "o", "ô": "o", "õ": "o", "ø": "o", "ù": "u", "ú": "u", "û": "u", "ý": "y", "ÿ": "y",
    "ş": "s", "ğ": "g", "ı": "i", "ł": "l", "ś": "s", "ż": "z", "ź": "z", "ć": "c", "ń": "n", "ą": "a",
    "ę": "e", "č": "c", "š": "s", "ž": "z", "ř": "r", "ů": "u", "ě": "e",
  ]
}

extension Slug: CustomStringConvertible {
  package var description: String { text }
}

extension Slug: Codable, CodingKeyRepresentable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let slug = Slug(text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "not a slug: 1 to 64 of a-z, 0-9 and '-'")
    }
    self = slug
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }

  package var codingKey: any CodingKey { TextKey(text) }

  package init?<T: CodingKey>(codingKey: T) {
    self.init(codingKey.stringValue)
  }
}

/// A coding key that is any text.
struct TextKey: CodingKey {
  let stringValue: String

  init(_ text: String) { stringValue = text }
  init?(stringValue: String) { self.stringValue = stringValue }

  var intValue: Int? { nil }
  init?(intValue: Int) { nil }
}
