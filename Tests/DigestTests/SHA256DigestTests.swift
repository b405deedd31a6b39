import Testing

@testable import Digest

@Suite("Digests as values")
struct SHA256DigestTests {
  static let hex = "0123456789abcdef00112233445566778899aabbccddeeff0f1e2d3c4b5a6978"

  @Test("A digest's text is read in either case and written in lower case")
  func hexadecimal() throws {
    let digest = try #require(SHA256Digest(hex: Self.hex.uppercased()))
    #expect(digest.hex == Self.hex)
    #expect(digest.description == Self.hex)
    #expect(digest.bytes.prefix(4) == [0x01, 0x23, 0x45, 0x67])
    #expect(digest.bytes.suffix(2) == [0x69, 0x78])
    #expect(SHA256Digest(bytes: digest.bytes) == digest)
  }

  @Test(
    "What is no digest is refused",
    arguments: [
      "", String(hex.dropLast()), String(hex.dropLast(2)), hex + "00", String(hex.dropLast()) + "g",
      "é" + hex.dropLast(2),
    ])
  func refused(_ text: String) {
    #expect(SHA256Digest(hex: text) == nil)
  }

  @Test("Not 32 bytes are no digest", arguments: [0, 20, 31, 33])
  func size(_ count: Int) {
    #expect(SHA256Digest(bytes: [UInt8](repeating: 0, count: count)) == nil)
  }

  @Test("Digests are equal, hashed and ordered by their bytes")
  func order() throws {
    let digests = (0..<50).map { Digest.sha256([UInt8($0)]) }
    #expect(digests.sorted().map(\.hex) == digests.map(\.hex).sorted())
    #expect(Set(digests + digests).count == 50)
    #expect(Digest.sha256([1]) != Digest.sha256([2]))
  }
}
