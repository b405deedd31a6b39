import Testing

@testable import Git

@Suite("Object ids")
struct OIDTests {
  @Test("an id is read from 40 digits of either case and written in lower case")
  func hex() {
    let text = "0123456789abcdef0123456789ABCDEFfedcba98"
    #expect(OID(hex: text)?.hex == text.lowercased())
    #expect(OID(hex: text)?.bytes.count == 20)
    #expect(OID(hex: text).flatMap { OID(bytes: $0.bytes) } == OID(hex: text))
  }

  @Test("anything but 40 digits is no id", arguments: ["", "12", String(repeating: "0", count: 41), "g"])
  func notHex(text: String) {
    #expect(OID(hex: text) == nil)
    #expect(OID(hex: String(repeating: "0", count: 39) + "x") == nil)
  }

  @Test("ids are ordered by their bytes")
  func order() throws {
    let low = try #require(OID(hex: "00" + String(repeating: "f", count: 38)))
    let high = try #require(OID(hex: "01" + String(repeating: "0", count: 38)))
    let last = try #require(OID(hex: "01" + String(repeating: "0", count: 37) + "1"))
    #expect([last, high, low].sorted() == [low, high, last])
    #expect(!(low < low))
  }

  @Test("the id of the empty tree and of a blob are those git gives")
  func known() {
    #expect(SHA1.objectID(.tree, []) == OID.emptyTree)
    #expect(
      SHA1.objectID(.blob, Array("hello\n".utf8)).hex == "ce013625030ba8dba906f756967f9e9ca394464a")
  }
}
