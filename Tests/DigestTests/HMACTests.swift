import Testing

@testable import Digest

@Suite("HMAC-SHA-256")
struct HMACTests {
  struct Example: Sendable {
    let number: Int
    let key: [UInt8]
    let data: [UInt8]
    let code: String

    init(_ number: Int, key: [UInt8], data: [UInt8], code: String) {
      (self.number, self.key, self.data, self.code) = (number, key, data, code)
    }
  }

  /// RFC 4231, sections 4.2 to 4.8. Of the fifth only the first 16 bytes are given there.
  static let examples = [
    Example(
      1, key: [UInt8](repeating: 0x0B, count: 20), data: Array("Hi There".utf8),
      code: "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"),
    Example(
      2, key: Array("Jefe".utf8), data: Array("what do ya want for nothing?".utf8),
      code: "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"),
    Example(
      3, key: [UInt8](repeating: 0xAA, count: 20), data: [UInt8](repeating: 0xDD, count: 50),
      code: "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"),
    Example(
      4, key: Array(1...25), data: [UInt8](repeating: 0xCD, count: 50),
      code: "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"),
    Example(
      5, key: [UInt8](repeating: 0x0C, count: 20), data: Array("Test With Truncation".utf8),
      code: "a3b6167473100ee06e0c796c2955552b"),
    Example(
      6, key: [UInt8](repeating: 0xAA, count: 131),
      data: Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
      code: "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"),
    Example(
      7, key: [UInt8](repeating: 0xAA, count: 131),
      data: Array(
        ("This is a test using a larger than block-size key and a larger than block-size data. The key needs to be "
          + "hashed before being used by the HMAC algorithm.").utf8),
      code: "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"),
  ]

  @Test("The examples of RFC 4231", arguments: examples)
  func rfcExamples(_ example: Example) {
    #expect(Digest.hmacSHA256(key: example.key, example.data).hex.hasPrefix(example.code))
  }

  @Test("An empty key is a key of its own, whatever was used before")
  func emptyKey() {
    let code = "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad"
    #expect(Digest.hmacSHA256(key: [], []).hex == code)
    _ = Digest.hmacSHA256(key: [1, 2, 3], [4])
    #expect(Digest.hmacSHA256(key: [], []).hex == code)
  }
}
