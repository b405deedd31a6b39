/// A text as the rules read it: by byte, outside of its bounds zero.
///
/// Every rule looks only a bounded way around a byte, or up to a byte that ends the look of the next one too, so that
/// the work grows with the length of the text alone. `SecretWorkTests` counts it: for this the bytes are a parameter.
struct ScannedText<Bytes: RandomAccessCollection> where Bytes.Element == UInt8, Bytes.Index == Int {
  let bytes: Bytes
  let count: Int

  init(_ bytes: Bytes) {
    self.bytes = bytes
    count = bytes.count
  }

  subscript(_ index: Int) -> UInt8 { index >= 0 && index < count ? bytes[index] : 0 }

  /// The text of a range.
  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// Whether the text goes on with these characters.
  func has(_ characters: [UInt8], at index: Int) -> Bool {
    guard index >= 0, characters.count <= count - index else { return false }
    for (offset, byte) in characters.enumerated() where bytes[index + offset] != byte { return false }
    return true
  }

  /// Whether a word ends before `end`, whatever its case.
  ///
  /// - Parameter word: in small letters of ASCII.
  func endsWord(_ word: [UInt8], before end: Int) -> Bool {
    let start = end - word.count
    guard start >= 0, !ByteSet.url.contains(self[start - 1]) else { return false }
    for (offset, byte) in word.enumerated() where self[start + offset] | 0x20 != byte { return false }
    return true
  }

  /// The end of the run of such bytes that begins at `start`, or where `limit` bytes are read.
  func end(of set: ByteSet, from start: Int, limit: Int) -> Int {
    var end = start
    let last = min(count, start + limit)
    while end < last, set.contains(bytes[end]) { end += 1 }
    return end
  }

  /// The place of the first byte that is in the set, or where `limit` bytes are read.
  func first(in set: ByteSet, from start: Int, limit: Int) -> Int {
    var end = start
    let last = min(count, start + limit)
    while end < last, !set.contains(bytes[end]) { end += 1 }
    return end
  }

  /// The start of the run of such bytes that ends before `end`, at most `limit` bytes before it.
  func start(of set: ByteSet, before end: Int, limit: Int) -> Int {
    var start = end
    let first = max(0, end - limit)
    while start > first, set.contains(bytes[start - 1]) { start -= 1 }
    return start
  }
}
