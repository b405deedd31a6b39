import Testing

@testable import JSON

@Suite("Members that a type does not read")
struct UnreadMemberTests {
  struct Policy: Decodable {
    var name: String
    var rules: [Rule]
    var extra: JSON?
    var labels: [String: String]?
    var fixed: JSONObject?
  }

  struct Rule: Decodable { var id: Int; var limit: Int? }

  private func unread(_ text: String) throws -> [String] {
    try JSON(parsing: text).decodeListingUnread(as: Policy.self).unread.map(\.description)
  }

  @Test("Unknown members are listed by their places in document order")
  func listed() throws {
    #expect(
      try unread(
        #"{"nmae": 1, "name": "a", "rules": [{"id": 1, "x": {"y": 1}}, {"lmit": 2, "id": 2}], "z": []}"#)
        == ["/nmae", "/rules/0/x", "/rules/1/lmit", "/z"])
  }

  @Test("A member is read when it is absent, null or of a dictionary")
  func read() throws {
    #expect(
      try unread(#"{"name": "a", "rules": [{"id": 1, "limit": null}], "labels": {"any": "x", "two": "y"}}"#)
        == [])
  }

  @Test("What is taken as JSON is read with all that is in it")
  func whole() throws {
    #expect(
      try unread(#"{"name": "a", "rules": [], "extra": {"a": [{"b": 1}]}, "fixed": {"c": {"d": 1}}}"#) == [])
  }

  @Test("Decoding that fails lists nothing but throws")
  func failing() {
    #expect(throws: JSONDecodingError.self) { try unread(#"{"name": "a", "rulez": []}"#) }
  }
}
