import Testing

@testable import Governance

@Suite("Texts with conflict marks") struct ConflictSidesTests {
  private static func sides(_ text: String) -> (ours: String, theirs: String, line: Int)? {
    ConflictSides(of: Array(text.utf8)).map {
      (String(decoding: $0.ours, as: UTF8.self), String(decoding: $0.theirs, as: UTF8.self), $0.firstLine)
    }
  }

  @Test(
    "each side is taken at every mark, and the ancestor's at none",
    arguments: [
      ("a\n<<<<<<< x\nb\n=======\nc\n>>>>>>> y\nd\n", "a\nb\nd\n", "a\nc\nd\n", 2),
      ("<<<<<<<\nb\n||||||| base\no\n=======\n>>>>>>>", "b\n", "", 1),
      (
        "<<<<<<<<< x\n1\n=========\n2\n>>>>>>>>> y\n<<<<<<< x\n3\n=======\n4\n>>>>>>> y\n", "1\n3\n",
        "2\n4\n", 1
      ),
      ("<<<<<<< x\r\nb\r\n=======\r\nc\r\n>>>>>>> y\r\n", "b\r\n", "c\r\n", 1),
    ])
  func sides(_ text: String, _ ours: String, _ theirs: String, _ line: Int) throws {
    let sides = try #require(Self.sides(text))
    #expect(sides.ours == ours)
    #expect(sides.theirs == theirs)
    #expect(sides.line == line)
  }

  @Test(
    "a text without a whole conflict has none",
    arguments: [
      "", "a\nb\n", "<<<<<<< x\na\n=======\nb\n", "<<<<<<<x\n=======\n>>>>>>>\n", "======= \n", ">>>>>>> y\n",
    ])
  func none(_ text: String) { #expect(Self.sides(text) == nil) }
}
