import Testing

@testable import JSON

@Suite("Lone surrogates")
struct LoneSurrogateTests {
  @Test(
    "A lone surrogate stands as a scalar of its own",
    arguments: [0xD800, 0xDABC, 0xDBFF, 0xDC00, 0xDFFF] as [UInt16])
  func mapping(_ unit: UInt16) throws {
    let text = try #require(try JSON(parsing: escaped([unit])).stringValue)
    #expect(text.unicodeScalars.map(\.value) == [0x10F800 + UInt32(unit - 0xD800)])
  }

  @Test(
    "A genuine character of the mapped range stands as two halves, and comes out as itself",
    arguments: ["\u{10F800}", "\u{10FC00}", "\u{10FFFF}"])
  func genuine(_ character: String) throws {
    let value = try JSON(parsing: "\"a\(character)b\"")
    #expect(value.stringValue?.unicodeScalars.count == 4)
    #expect(value.text(.compact) == "\"a\(character)b\"")
    let units = Array(character.utf16)
    #expect(try JSON(parsing: escaped(units)) == JSON(parsing: "\"\(character)\""))
  }

  @Test("The character before the mapped range stands as itself")
  func below() throws {
    #expect(try JSON(parsing: "\"\u{10F7FF}\"").stringValue == "\u{10F7FF}")
  }

  @Test("A lone surrogate and a genuine character of the mapped range never become the same")
  func distinct() throws {
    #expect(try JSON(parsing: #""\ud800""#) != JSON(parsing: "\"\u{10F800}\""))
    let object = try JSON(parsing: "{\"\\ud800\": 1, \"\u{10F800}\": 2}")
    #expect(object.objectValue?.count == 2)
  }

  @Test("Lone surrogates are escaped in every format, in lower case", arguments: JSONFormat.allCases)
  func written(_ format: JSONFormat) throws {
    let text = try JSON(parsing: #"["\uD800x\uDFFF", {"\uDABC": 1}]"#).text(format)
    #expect(text.contains(#""\ud800x\udfff""#))
    #expect(text.contains(#""\udabc""#))
  }

  @Test("Halves that come together in Swift are written as the character that they make")
  func joined() throws {
    let high = try #require(try JSON(parsing: #""\ud83d""#).stringValue)
    let low = try #require(try JSON(parsing: #""\ude00""#).stringValue)
    #expect(JSON.string(high + low).text(.compact) == "\"😀\"")
    #expect(JSON.string(low + high).text(.compact) == #""\ude00\ud83d""#)
  }

  @Test("Any sequence of UTF-16 code units survives, escaped or not")
  func everySequence() throws {
    var random = RandomJSON(seed: 4)
    for _ in 0..<5000 {
      let units = random.units()
      let value = try JSON(parsing: escaped(units))
      for format in JSONFormat.allCases {
        let written = value.bytes(format)
        #expect(try JSON(parsing: written) == value)
        #expect(codeUnits(ofString: written) == units)
      }
    }
  }

  @Test("Every single code unit survives")
  func everyUnit() throws {
    for unit in UInt16.min...UInt16.max {
      #expect(codeUnits(ofString: try JSON(parsing: escaped([unit])).bytes(.compact)) == [unit])
    }
  }
}

/// The code units of a written JSON string, decoded without the code under test.
private func codeUnits(ofString bytes: [UInt8]) -> [UInt16] {
  let letters: [Character: UInt16] = ["b": 8, "t": 9, "n": 10, "f": 12, "r": 13, "\"": 34, "\\": 92]
  var units: [UInt16] = []
  var rest = String(decoding: bytes, as: UTF8.self).unicodeScalars.filter { $0 != "\n" }.dropFirst()
    .dropLast()[...]
  while let scalar = rest.popFirst() {
    guard scalar == "\\", let letter = rest.popFirst() else {
      units += Array(String(Character(scalar)).utf16)
      continue
    }
    if letter == "u" {
      units.append(UInt16(String(String.UnicodeScalarView(rest.prefix(4))), radix: 16) ?? 0)
      rest = rest.dropFirst(4)
    } else {
      units.append(letters[Character(letter)] ?? 0)
    }
  }
  return units
}
