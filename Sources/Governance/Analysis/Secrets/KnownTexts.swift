/// Finds some texts in others, whatever the case of ASCII letters. The work grows with the text that is searched, however
/// many texts are looked for.
struct KnownTexts: Sendable {
  /// A longer text is known by its beginning: this bounds how far is looked behind a byte.
  private static let longest = 64

  /// The tree of the beginnings: place and byte -> next place.
  private var next: [Int: Int] = [:]
  /// Place -> bytes of the longest text that is known by it.
  private var lengths: [Int: Int] = [:]

  init(_ texts: some Sequence<String>) {
    for text in texts where !text.isEmpty {
      var place = 0
      for byte in text.utf8.prefix(Self.longest) {
        let step = Self.step(from: place, by: byte)
        place = next[step] ?? next.count + 1
        next[step] = place
      }
      lengths[place] = max(lengths[place] ?? 0, text.utf8.count)
    }
  }

  /// The bytes at which the texts stand, from left to right; some may overlap.
  func ranges<Bytes: RandomAccessCollection>(in bytes: Bytes) -> [Range<Int>]
  where Bytes.Element == UInt8, Bytes.Index == Int {
    guard !lengths.isEmpty else { return [] }
    return bytes.indices.compactMap { start in
      length(in: bytes[start...]).map { start..<min(bytes.endIndex, start + $0) }
    }
  }

  /// Of the longest text that stands at the beginning.
  private func length(in bytes: some Collection<UInt8>) -> Int? {
    var place = 0
    var longest: Int?
    for byte in bytes {
      guard let following = next[Self.step(from: place, by: byte)] else { break }
      place = following
      longest = lengths[place] ?? longest
    }
    return longest
  }

  private static func step(from place: Int, by byte: UInt8) -> Int {
    place << 8 | Int(ByteSet.upper.contains(byte) ? byte | 0x20 : byte)
  }
}
