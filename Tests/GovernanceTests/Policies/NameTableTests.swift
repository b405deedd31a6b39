import Testing

@testable import Governance

@Suite("Tables of names") struct NameTableTests {
  @Test("each name has its value, and no other name has one") func lookup() {
    // Alike in length, in the first and in the last eight bytes.
    let names = (0..<500).map { "n8n-nodes-base.\($0).different.middle" } + ["", "a", "Ä", "12345678"]
    let table = NameTable(names.enumerated().map { ($0.element, $0.offset) })
    for (place, name) in names.enumerated() {
      #expect(table[name] == place)
      #expect(table[name + "x"] == nil)
    }
    #expect(!table.contains("A\u{308}"))
    #expect(table.names == names)
  }

  @Test("of equal names the first counts") func first() {
    let table = NameTable([("a", 1), ("b", 2), ("a", 3)])
    #expect(table["a"] == 1)
    #expect(table.names == ["a", "b"])
  }

  @Test("an empty table has nothing") func empty() {
    #expect(!NameSet.empty.contains(""))
    #expect(!NameSet.empty.contains("a"))
  }
}
