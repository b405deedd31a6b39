import Testing

@testable import Digest

@Suite("SHA-256")
struct SHA256Tests {
  @Test(
    "The examples of FIPS 180-4 and of NIST's CAVP",
    arguments: [
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
      (
        "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrst"
          + "nopqrstu",
        "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
      ),
    ])
  func examples(_ message: String, _ hex: String) {
    #expect(Digest.sha256(Array(message.utf8)).hex == hex)
    #expect(Array(message.utf8).withUnsafeBytes { Digest.sha256($0) }.hex == hex)
  }

  @Test("A million times the letter a")
  func million() {
    let message = [UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000)
    #expect(
      Digest.sha256(message).hex == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }

  @Test("Bytes that are no text: CAVP SHA256ShortMsg, 8 and 32 bits")
  func shortMessages() {
    #expect(
      Digest.sha256([0xD3]).hex == "28969cdfa74a12c82f3bad960b0b000aca2ac329deea5c2328ebc6f2ba9802c1")
    #expect(
      Digest.sha256([0x74, 0xBA, 0x25, 0x21]).hex
        == "b16aa56be3880d18cd41e68384cf1ec8c17680c45a02b1575dc1518923ae8b0e")
  }

  @Test("A buffer without an address is the empty message")
  func emptyBuffer() {
    #expect(Digest.sha256(UnsafeRawBufferPointer(start: nil, count: 0)) == Digest.sha256([]))
  }
}
