extension Markdown {
  /// Untrusted words as Markdown that shows these words and nothing else, on one line, in a table cell too.
  ///
  /// Line ends and runs of blanks become one space. Only what would mean something is escaped, so that the
  /// source stays readable (GFM 0.29 sections 2.4, 4.2, 4.10, 6.4, 6.9).
  package static func escape(_ untrusted: String) -> String {
    var printable: [UInt8] = []
    PrintableText.append(untrusted, to: &printable)
    var result: [UInt8] = []
    appendWords(printable[...], to: &result)
    return String(decoding: result, as: UTF8.self)
  }

  static func appendWords(_ value: ArraySlice<UInt8>, to result: inout [UInt8]) {
    let start = result.count
    var before: UInt8 = 0x20
    for index in value.indices {
      let byte = value[index]
      if isBlank(byte) {
        if !isBlank(before) { result.append(0x20) }
        before = 0x20
        continue
      }
      let after = index + 1 < value.endIndex ? value[index + 1] : 0x20
      let isFirst = result.count == start
      if (isFirst && meansSomethingFirst(byte, after: after))
        || meansSomething(byte, before: before, after: after)
        || (isBlank(after) && endsListNumber(byte, at: index, in: value))
        || beginsEntity(byte, at: index, in: value)
      {
        result.append(UInt8(ascii: "\\"))
      }
      result.append(byte)
      before = byte
    }
    if result.count > start, result.last == 0x20 { result.removeLast() }
  }

  /// Code as a code span; words where a span could not hold it (a pipe would end a table cell, GFM example
  /// 200).
  static func appendCode(_ value: ArraySlice<UInt8>, to result: inout [UInt8]) {
    let needsWords = value.isEmpty || value.contains { $0 == UInt8(ascii: "|") || $0 == UInt8(ascii: "`") }
    guard !needsWords, value.contains(where: { !isBlank($0) }) else { return appendWords(value, to: &result) }
    result.append(UInt8(ascii: "`"))
    for byte in value { result.append(isBlank(byte) ? 0x20 : byte) }
    result.append(UInt8(ascii: "`"))
  }

  /// Lines as a fenced block whose fence is longer than any run of backticks inside (GFM section 4.5).
  static func appendBlock(_ value: ArraySlice<UInt8>, to result: inout [UInt8]) {
    var longest = 2
    var run = 0
    for byte in value {
      run = byte == UInt8(ascii: "`") ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence = [UInt8](repeating: UInt8(ascii: "`"), count: longest + 1)
    result += fence
    result.append(0x0A)
    result += value
    if value.last != 0x0A { result.append(0x0A) }
    result += fence
  }

  /// A link's destination: what could end it is percent-encoded, a scheme that could run something makes it
  /// `#`.
  static func appendDestination(_ value: ArraySlice<UInt8>, to result: inout [UInt8]) {
    guard isHarmless(value) else { return result.append(UInt8(ascii: "#")) }
    for byte in value {
      if isPlainInDestination(byte) {
        result.append(byte)
      } else {
        result.append(UInt8(ascii: "%"))
        result.append(hexadecimalDigit(byte >> 4))
        result.append(hexadecimalDigit(byte & 0x0F))
      }
    }
  }

  private static func isPlainInDestination(_ byte: UInt8) -> Bool {
    switch byte {
    case ...0x20, 0x7F...: false
    case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "["),
      UInt8(ascii: "]"), UInt8(ascii: "\\"), UInt8(ascii: "`"), UInt8(ascii: "|"), UInt8(ascii: "*"),
      UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "^"), UInt8(ascii: "{"), UInt8(ascii: "}"):
      false
    default: true
    }
  }

  private static func hexadecimalDigit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
  }

  /// Whether a destination is relative or has a scheme that only leads somewhere.
  private static func isHarmless(_ destination: ArraySlice<UInt8>) -> Bool {
    guard let colon = destination.firstIndex(of: UInt8(ascii: ":")) else { return true }
    let scheme = destination[..<colon]
    let isPath = scheme.contains {
      $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#")
    }
    return isPath
      || ["http", "https", "mailto"].contains(String(decoding: scheme, as: UTF8.self).lowercased())
  }

  /// Quotes, list items, rules, underlined headings and the second line of a table begin like this.
  private static func meansSomethingFirst(_ byte: UInt8, after: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: ">"): true
    case UInt8(ascii: "-"), UInt8(ascii: "="), UInt8(ascii: "+"): isBlank(after) || after == byte
    case UInt8(ascii: ":"): after == UInt8(ascii: "-")
    default: false
    }
  }

  private static func alwaysMeansSomething(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "\\"), UInt8(ascii: "`"), UInt8(ascii: "*"), UInt8(ascii: "["), UInt8(ascii: "]"),
      UInt8(ascii: "<"), UInt8(ascii: "|"), UInt8(ascii: "~"), UInt8(ascii: "$"):
      true
    default: false
    }
  }

  private static func meansSomething(_ byte: UInt8, before: UInt8, after: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "_"): !(isWord(before) && isWord(after))
    case UInt8(ascii: "#"): (isBlank(before) || before == byte) && (isBlank(after) || after == byte)
    case UInt8(ascii: ":"): after == UInt8(ascii: "/")
    case UInt8(ascii: "."): before | 0x20 == UInt8(ascii: "w")
    default: alwaysMeansSomething(byte)
    }
  }

  /// Whether the byte is the `.` or `)` behind nothing but digits.
  private static func endsListNumber(_ byte: UInt8, at index: Int, in value: ArraySlice<UInt8>) -> Bool {
    guard byte == UInt8(ascii: ".") || byte == UInt8(ascii: ")"), index > value.startIndex else {
      return false
    }
    return value[..<index].drop(while: isBlank).allSatisfy { (0x30...0x39).contains($0) }
  }

  /// Whether the byte is the `&` of something like `&amp;` or `&#42;`.
  private static func beginsEntity(_ byte: UInt8, at index: Int, in value: ArraySlice<UInt8>) -> Bool {
    guard byte == UInt8(ascii: "&") else { return false }
    let rest = value[(index + 1)...].drop { isWord($0) || $0 == UInt8(ascii: "#") }
    return rest.first == UInt8(ascii: ";")
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

  /// Letters and digits of ASCII.
  private static func isWord(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF)
  }
}
