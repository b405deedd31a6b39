import Testing

@testable import JSON

@Suite("The order of members")
struct MemberOrderTests {
  /// The names of an object that was written, in order.
  private static func names(_ units: [[UInt16]], _ format: JSONFormat) throws -> [String] {
    let text = "{" + units.map { escaped($0) + ":0" }.joined(separator: ",") + "}"
    return try #require(try JSON(parsing: JSON(parsing: text).bytes(format)).objectValue).keys
  }

  private static func strings(_ units: [[UInt16]]) throws -> [String] {
    try units.map { try #require(try JSON(parsing: escaped($0)).stringValue) }
  }

  /// Names of code units, different from each other, many with a common start.
  private static func randomNames(_ random: inout RandomJSON) -> [[UInt16]] {
    let size = Int.random(in: 2...40, using: &random.random)
    let start = random.units()
    return Array(Set((0..<size).map { $0.isMultiple(of: 2) ? random.units() : start + random.units() }))
  }

  @Test("Canonical order is that of code units, lone surrogates among them")
  func codeUnits() throws {
    var random = RandomJSON(seed: 6)
    for _ in 0..<500 {
      let units = Self.randomNames(&random)
      let expected = try Self.strings(units.sorted { $0.lexicographicallyPrecedes($1) })
      #expect(try Self.names(units, .canonical).map { Array($0.utf8) } == expected.map { Array($0.utf8) })
    }
  }

  @Test("Sorted order is that of code points, lone surrogates among them")
  func codePoints() throws {
    var random = RandomJSON(seed: 7)
    for _ in 0..<500 {
      let units = Self.randomNames(&random)
      let expected = try Self.strings(units.sorted { points($0).lexicographicallyPrecedes(points($1)) })
      #expect(try Self.names(units, .prettySorted).map { Array($0.utf8) } == expected.map { Array($0.utf8) })
    }
  }

  @Test(
    "Names with a common start, and with zeros at their end, are told apart",
    arguments: [
      ["", "\0", "\0\0", "a", "a\0", "a\u{1}", "ab", "abcdefgh", "abcdefgh\0", "abcdefgh1", "abcdefgi", "b"]
    ])
  func prefixes(_ names: [String]) throws {
    for format in [JSONFormat.canonical, .prettySorted] {
      for order in [names, names.reversed(), Array(names[5...] + names[..<5])] {
        let object = JSON.object(JSONObject(order.map { ($0, 0) }))
        #expect(try JSON(parsing: object.bytes(format)).objectValue?.keys == names)
      }
    }
  }
}

/// The code points of UTF-16 code units, lone surrogates as themselves.
private func points(_ units: [UInt16]) -> [UInt32] {
  var result: [UInt32] = []
  var place = 0
  while place < units.count {
    let unit = UInt32(units[place])
    if (0xD800..<0xDC00).contains(unit), place + 1 < units.count, (0xDC00..<0xE000).contains(units[place + 1])
    {
      result.append(0x10000 + (unit - 0xD800) * 0x400 + (UInt32(units[place + 1]) - 0xDC00))
      place += 2
    } else {
      result.append(unit)
      place += 1
    }
  }
  return result
}
