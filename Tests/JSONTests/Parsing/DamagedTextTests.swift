import Testing

@testable import JSON

@Suite("Damaged texts")
struct DamagedTextTests {
  /// One of everything that the grammar has.
  static let text = """
    {"null": null, "true": true, "false": false, "numbers": [0, -1, 2.5, 3e-2, -4.5E+6],
     "text": "plain é 😀 \\" \\\\ \\/ \\b\\f\\n\\r\\t \\u00e9 \\ud83d\\ude00 \\ud800", "empty": [{}, [], ""]}
    """

  @Test("A text that ends at any byte is an error, at its end or at the character that was cut")
  func truncation() {
    let bytes = Array(Self.text.utf8)
    for length in bytes.indices {
      let error = #expect(throws: JSONError.self) { try JSON(parsing: Array(bytes[..<length])) }
      switch error?.reason {
      case .unexpectedEnd: #expect(error?.offset == length)
      case .invalidUTF8: #expect((1...3).contains(length - (error?.offset ?? 0)))
      default: Issue.record("cut at \(length): \(String(describing: error))")
      }
    }
    #expect((try? JSON(parsing: bytes)) != nil)
  }

  @Test("A text with any byte changed is refused or read, and what is read can be written and read again")
  func mutation() throws {
    var random = SplitMix64(seed: 1)
    let bytes = Array(Self.text.utf8)
    var accepted = 0
    for round in 0..<20_000 {
      var damaged = bytes
      for _ in 0...(round % 3) {
        damaged[Int.random(in: damaged.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      guard let value = try? JSON(parsing: damaged) else { continue }
      accepted += 1
      #expect(try JSON(parsing: value.bytes(.prettySorted)) == value)
    }
    #expect(accepted > 500)
  }

  @Test("Bytes without any order are refused or read, never more")
  func noise() {
    var random = SplitMix64(seed: 2)
    let alphabet =
      Array("{}[]\",:\\u0e-+.1tfn \n\u{7F}".utf8) + [0x80, 0xC3, 0xE2, 0xF4, 0x8F, 0xA0, 0xFF, 0]
    for _ in 0..<20_000 {
      let size = Int.random(in: 0...40, using: &random)
      let bytes = (0..<size).map { _ in alphabet.randomElement(using: &random) ?? 0 }
      guard let value = try? JSON(parsing: bytes) else { continue }
      #expect((try? JSON(parsing: value.bytes(.compact))) == value)
    }
  }
}
