/// Finds names in expressions and code.
enum ExpressionNames {
  /// The names of instance variables that a text reads: `$vars.NAME` and `$vars["NAME"]`.
  static func variables(in text: String) -> [String] {
    var result: [String] = []
    let bytes = Array(text.utf8)
    let word = Array("$vars".utf8)
    guard bytes.count > word.count else { return [] }
    var index = 0
    while let start = bytes.firstIndex(of: word, from: index) {
      index = start + word.count
      if let name = name(in: bytes, at: index) { result.append(name) }
    }
    return result
  }

  private static func name(in bytes: [UInt8], at start: Int) -> String? {
    guard start < bytes.count else { return nil }
    if bytes[start] == UInt8(ascii: ".") {
      let name = bytes[(start + 1)...].prefix(while: isNameByte)
      return name.isEmpty ? nil : String(decoding: name, as: UTF8.self)
    }
    guard bytes[start] == UInt8(ascii: "["), start + 1 < bytes.count else { return nil }
    let quote = bytes[start + 1]
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return nil }
    let name = bytes[(start + 2)...].prefix { $0 != quote }
    return name.isEmpty ? nil : String(decoding: name, as: UTF8.self)
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"):
      true
    default: false
    }
  }
}

extension [UInt8] {
  /// Where `pattern` begins for the first time at or after `start`.
  func firstIndex(of pattern: [UInt8], from start: Int) -> Int? {
    guard let first = pattern.first, count >= pattern.count else { return nil }
    var index = start
    while index <= count - pattern.count {
      guard let found = self[index...(count - pattern.count)].firstIndex(of: first) else { return nil }
      if self[found..<(found + pattern.count)].elementsEqual(pattern) { return found }
      index = found + 1
    }
    return nil
  }
}
