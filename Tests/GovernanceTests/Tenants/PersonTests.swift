import JSON
import Testing

@testable import Governance

@Suite("People and their roles")
struct PersonTests {
  @Test("two are the same when their mail addresses are, whatever the case and the name")
  func identity() {
    let ada = Person(name: "Ada", email: "Ada@Example.org")
    #expect(ada.isSame(as: Person(name: "Countess", email: "ada@example.ORG")))
    #expect(!ada.isSame(as: Person(name: "Ada", email: "ada@example.com")))
    #expect("\(ada)" == "Ada <Ada@Example.org>")
  }

  @Test("TEAM-002 each role includes those before it")
  func roles() {
    #expect(Role.allCases.sorted() == [.viewer, .developer, .admin])
    #expect(Role.viewer < .developer && .developer < .admin)
  }

  @Test("a role that is not known is refused and never taken for another")
  func unknownRole() {
    let member: JSON = ["name": "Eve", "email": "eve@example.org", "role": "root", "signingKeys": []]
    #expect(throws: JSONDecodingError.self) { try member.decode(as: Member.self) }
  }
}
