/// A name that is safe as a file name, as part of a ref and as a word of a shell:
/// 1 to 64 of `a-z`, `0-9` and `-`, neither beginning nor ending with `-`, and no device of Windows (`con`, `nul`,
/// `com1`, ...), where a clone could not be checked out.
///
/// Canonical ids, tenants, environments, pipelines and members are named by slugs.
package struct Slug: Sendable, Hashable, Comparable {
  package let text: String

  /// Refuses what is not a slug.
  package init?(_ text: String) {
    let bytes = text.utf8
    guard (1...Slug.longest).contains(bytes.count), bytes.first != UInt8(ascii: "-"),
      bytes.last != UInt8(ascii: "-"), bytes.allSatisfy(Slug.isAllowed), !Slug.devices.contains(text)
    else { return nil }
    self.text = text
  }

  /// Makes a slug from a name for people: letters and digits of ASCII are kept in lower case, everything
  /// else becomes one hyphen; accents count as part of their letter, composed or not. A name without any gives
  /// `fallback`, and the name of a device gets it as its end.
  package init(from name: String, fallback: String = "workflow") {
    var result: [UInt8] = []
    for character in String(name.unicodeScalars.prefix(512)) {
      let lowered = Slug.plain(character)
      if lowered.isEmpty {
        if let last = result.last, last != UInt8(ascii: "-") { result.append(UInt8(ascii: "-")) }
      } else {
        result.append(contentsOf: lowered)
      }
    }
    result = Array(result.prefix(Slug.longest - 8))
    while result.last == UInt8(ascii: "-") { result.removeLast() }
    let made = String(decoding: result, as: UTF8.self)
    self.text = result.isEmpty ? fallback : Slug.devices.contains(made) ? "\(made)-\(fallback)" : made
  }

  /// This slug, or the first of `-2`, `-3` and so on that is not taken.
  package func avoiding(_ taken: (Slug) -> Bool) -> Slug {
    guard taken(self) else { return self }
    var number = 2
    while true {
      let suffix = "-\(number)"
      // A name without room for the number is cut.
      var base = text.prefix(Slug.longest - suffix.utf8.count)
      while base.last == "-" { base.removeLast() }
      if let next = Slug("\(base)\(suffix)"), !taken(next) { return next }
      number += 1
    }
  }

  package static func < (left: Slug, right: Slug) -> Bool { left.text < right.text }

  private static let longest = 64

  private static let devices = Set(
    ["con", "prn", "aux", "nul"] + (0...9).flatMap { ["com\($0)", "lpt\($0)"] })

  private static func isAllowed(_ byte: UInt8) -> Bool {
    (97...122).contains(byte) || (48...57).contains(byte) || byte == UInt8(ascii: "-")
  }

  /// The lower-case ASCII letters or digits that stand for a character, none where it has no plain form.
  private static func plain(_ character: Character) -> [UInt8] {
    let lowered = String(character).lowercased()
    let bytes = Array(lowered.utf8)
    if bytes.allSatisfy({ isAllowed($0) && $0 != UInt8(ascii: "-") }) { return bytes }
    // Strings are equal as Unicode says, so that a letter with its accent behind it is found too.
    if let letters = latin[lowered] { return Array(letters.utf8) }
    guard let base = bytes.first, isAllowed(base), base != UInt8(ascii: "-") else { return [] }
    return [base]
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
