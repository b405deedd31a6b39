import Testing

@testable import Digest

@Suite("SHA-1")
struct SHA1Tests {
  @Test(
    "The examples of FIPS 180-4",
    arguments: [
      ("", "da39a3ee5e6b4b0d3255bfef95601890afd80709"),
      ("abc", "a9993e364706816aba3e25717850c26c9cd0d89d"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "84983e441c3bd26ebaae4aa1f95129e5e54670f1"
      ),
    ])
  func examples(_ message: String, _ hex: String) {
    #expect(Hexadecimal.text(of: Digest.sha1(Array(message.utf8))) == hex)
    #expect(Hexadecimal.text(of: Array(message.utf8).withUnsafeBytes { Digest.sha1($0) }) == hex)
  }

  @Test("The name that Git gives to the empty blob")
  func gitBlob() {
    #expect(
      Hexadecimal.text(of: Digest.sha1(Array("blob 0\0".utf8))) == "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391")
  }
}
