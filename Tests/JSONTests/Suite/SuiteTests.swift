import Testing

@testable import JSON

@Suite("The texts of nst/JSONTestSuite")
struct SuiteTests {
  @Test("A text that must be accepted is, and is understood", arguments: AcceptedTexts.all)
  func accepts(_ text: SuiteCase, _ canonical: String) throws {
    #expect(try JSON(parsing: text.bytes).text(.canonical) == canonical)
  }

  @Test("A text that must be rejected is, at a place inside it or at its end", arguments: RejectedTexts.all)
  func rejects(_ text: SuiteCase) {
    let error = #expect(throws: JSONError.self) { try JSON(parsing: text.bytes) }
    #expect((0...text.bytes.count).contains(error?.offset ?? -1))
  }

  @Test("A text of the reader's choice is treated as JavaScript treats it", arguments: UndefinedTexts.all)
  func chooses(_ text: SuiteCase, _ canonical: String?) throws {
    if let canonical {
      #expect(try JSON(parsing: text.bytes).text(.canonical) == canonical)
    } else {
      #expect(throws: JSONError.self) { try JSON(parsing: text.bytes) }
    }
  }
}
