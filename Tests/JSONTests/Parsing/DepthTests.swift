import Testing

@testable import JSON

@Suite("Depth")
struct DepthTests {
  /// A text of `depth` levels, arrays and objects in turn.
  private static func nested(_ depth: Int) -> String {
    (0..<depth).map { $0.isMultiple(of: 2) ? "[" : "{\"a\":" }.joined() + "1"
      + (0..<depth).reversed().map { $0.isMultiple(of: 2) ? "]" : "}" }.joined()
  }

  @Test("512 levels are read, one more is refused where it opens")
  func standardBound() throws {
    #expect(try JSON(parsing: Self.nested(512)).text(.compact) == Self.nested(512))
    let error = #expect(throws: JSONError.self) { try JSON(parsing: Self.nested(513)) }
    #expect(error?.reason == .tooDeep(limit: 512))
    #expect(error?.offset == 256 * 6)
  }

  @Test("A bound counts arrays and objects, not what they hold", arguments: [0, 1, 2, 3])
  func givenBound(_ depth: Int) throws {
    let limits = JSONLimits(maxDepth: depth)
    #expect(try JSON(parsing: Self.nested(depth), limits: limits).text(.compact) == Self.nested(depth))
    #expect(throws: JSONError.self) { try JSON(parsing: Self.nested(depth + 1), limits: limits) }
  }

  @Test("No bound above 1024 can be set")
  func deepest() {
    #expect(JSONLimits(maxDepth: 1_000_000).maxDepth == 1024)
    let error = #expect(throws: JSONError.self) {
      try JSON(parsing: Self.nested(1025), limits: JSONLimits(maxDepth: .max))
    }
    #expect(error?.reason == .tooDeep(limit: 1024))
  }

  @Test("At the deepest bound everything works on a stack of 2 MB")
  func stack() throws {
    let works = onStack(ofBytes: 2 << 20) {
      let limits = JSONLimits(maxDepth: JSONLimits.deepest)
      guard var value = try? JSON(parsing: Self.nested(1024), limits: limits),
        let twin = try? JSON(parsing: Self.nested(1024), limits: limits)
      else { return false }
      let place = JSONPointer(tokens: (0..<1024).map { $0.isMultiple(of: 2) ? "0" : "a" })
      return value == twin && value.hashValue == twin.hashValue
        && JSONFormat.allCases.allSatisfy { (try? JSON(parsing: value.bytes($0), limits: limits)) == value }
        && (try? value.decodeListingUnread(as: JSON.self).value) == value
        && value.value(at: place) == 1 && value.set(2, at: place) && value != twin
        && value.removeValue(at: place) == 2
    }
    #expect(works == true)
  }

  @Test(
    "A million opening brackets are refused without a stack for them", arguments: ["[", "{\"a\":", "[{\"\":"])
  func bomb(_ opening: String) {
    let text = String(repeating: opening, count: 1_000_000)
    #expect(throws: JSONError.self) { try JSON(parsing: text) }
  }
}
