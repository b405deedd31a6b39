/// A message as people read it, by byte: words, what a sign announces, and where that ends.
struct SpokenText {
  let bytes: [UInt8]

  /// So far a value may go; more is no value but a text.
  private static let longest = 1_024
  private static let quotes = ByteSet("\"'`\\")
  private static let blank = ByteSet(" \t\r\n")
  private static let brackets = ByteSet("([{")
  private static let punctuation = ByteSet(",;.)]}")

  init(_ text: String) { bytes = Array(text.utf8) }

  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// Runs of what keys and names are made of.
  var words: [Range<Int>] {
    var result: [Range<Int>] = []
    var start: Int?
    for (index, byte) in bytes.enumerated() {
      if Self.isWord(byte) {
        if start == nil { start = index }
      } else if let begun = start {
        result.append(begun..<index)
        start = nil
      }
    }
    if let begun = start { result.append(begun..<bytes.count) }
    return result
  }

  /// The place behind the sign that gives a name a value: `=`, `:`, `=>`, `:=`, be the name in quotes or not.
  func endOfSign(behind name: Int) -> Int? {
    let start = end(of: Self.quotes + Self.blank, from: name)
    let sign = end(of: ByteSet(":=>"), from: start)
    return sign > start ? sign : nil
  }

  /// The word that follows at once, behind blanks.
  func word(behind place: Int) -> Range<Int>? {
    let start = end(of: Self.blank, from: place)
    let word = start..<(bytes[start...].firstIndex { !Self.isWord($0) } ?? bytes.count)
    return word.isEmpty ? nil : word
  }

  /// The value that begins at a place: what stands in quotes, or all up to white space or a quote. In the query of an
  /// address it ends with its parameter.
  func value(from place: Int) -> Range<Int>? {
    let open = end(of: Self.blank + Self.brackets, from: place)
    let start = end(of: Self.quotes, from: open)
    if start > open, let close = first(in: Self.quotes, from: start) { return start..<close }
    var stops = Self.blank + Self.quotes
    if isInQuery(place) { stops = stops + ByteSet("&#") }
    var end = first(in: stops, from: start) ?? min(bytes.count, start + Self.longest)
    while end > start, Self.punctuation.contains(bytes[end - 1]) { end -= 1 }
    return end > start ? start..<end : nil
  }

  /// Whether a quote stands before it.
  func isQuoted(_ range: Range<Int>) -> Bool {
    range.lowerBound > 0 && Self.quotes.contains(bytes[range.lowerBound - 1])
  }

  /// What stands in quotes right behind a place, where it is one word.
  func quoted(behind place: Int, least: Int) -> Range<Int>? {
    let open = end(of: Self.blank, from: place)
    let start = end(of: Self.quotes, from: open)
    guard start > open, let close = first(in: Self.quotes, from: start), close - start >= least,
      !bytes[start..<close].contains(where: Self.blank.contains)
    else { return nil }
    return start..<close
  }

  /// The rest of the line, up to a quote.
  func line(from place: Int) -> Range<Int>? {
    let start = end(of: Self.blank, from: place)
    let end = first(in: Self.quotes + ByteSet("\r\n"), from: start) ?? min(bytes.count, start + Self.longest)
    return end > start ? start..<end : nil
  }

  /// Whether the place lies in the query of an address: a `?` stands before it, and no blank between.
  private func isInQuery(_ place: Int) -> Bool {
    for byte in bytes[max(0, place - Self.longest)..<place].reversed() {
      if byte == UInt8(ascii: "?") { return true }
      if Self.blank.contains(byte) || Self.quotes.contains(byte) { return false }
    }
    return false
  }

  private func end(of set: ByteSet, from start: Int) -> Int {
    bytes[min(start, bytes.count)...].firstIndex { !set.contains($0) } ?? bytes.count
  }

  private func first(in set: ByteSet, from start: Int) -> Int? {
    bytes[start..<min(bytes.count, start + Self.longest)].firstIndex(where: set.contains)
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...:
      true
    default: "_-.+/~!$%^*@#".utf8.contains(byte)
    }
  }
}
