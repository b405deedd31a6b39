/// The id of a record (promotion, incident, snapshot, job): it sorts by time and is safe as a file name and
/// as part of a ref. Form: `20261124T174015Z-k3f9qz`.
package struct RecordID: Sendable, Hashable, Comparable {
  package let text: String

  /// Makes a new id from the time and six random characters.
  package init(at instant: Instant, using random: inout some RandomNumberGenerator) {
    let civil = CivilTime(instant)
    let letters = Array("abcdefghjkmnpqrstuvwxyz23456789")
    let suffix = String((0..<6).map { _ in letters.randomElement(using: &random) ?? "a" })
    text =
      padded(civil.year, 4) + padded(civil.month, 2) + padded(civil.day, 2) + "T" + padded(civil.hour, 2)
      + padded(civil.minute, 2) + padded(civil.second, 2) + "Z-" + suffix
  }

  /// Refuses what does not have the form.
  package init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 23, bytes[8] == UInt8(ascii: "T"), bytes[15] == UInt8(ascii: "Z"),
      bytes[16] == UInt8(ascii: "-"),
      (bytes[0..<8] + bytes[9..<15]).allSatisfy({ (48...57).contains($0) }),
      bytes[17...].allSatisfy({ (97...122).contains($0) || (48...57).contains($0) })
    else { return nil }
    self.text = text
  }

  package static func < (left: RecordID, right: RecordID) -> Bool { left.text < right.text }
}

extension RecordID: CustomStringConvertible {
  package var description: String { text }
}

extension RecordID: Codable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let id = RecordID(text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "not a record id, such as 20261124T174015Z-k3f9qz")
    }
    self = id
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}
