import JSON
import Testing

@testable import Governance

@Suite("Merge of lists") struct ListMergeTests {
  private static func merged(_ base: [JSON], _ ours: [JSON], _ theirs: [JSON]) -> JSON? {
    var merge = ValueMerge(node: "N", preference: .ours)
    let result = merge.merge(
      base: .array(base), ours: .array(ours), theirs: .array(theirs), at: JSONPointer())
    return merge.conflicts.isEmpty ? result : nil
  }

  /// Expects one result from either side; nil: a conflict.
  private static func expect(_ base: [JSON], _ ours: [JSON], _ theirs: [JSON], _ expected: [JSON]?) {
    #expect(merged(base, ours, theirs) == expected.map(JSON.array))
    #expect(merged(base, theirs, ours) == expected.map(JSON.array))
  }

  private static func item(_ id: String?, _ value: String) -> JSON {
    var object: JSONObject = ["value": .string(value)]
    object["id"] = id.map(JSON.string)
    return .object(object)
  }

  @Test("an element that one side moved takes the other's change with it", arguments: [true, false])
  func movedAndEdited(_ hasIDs: Bool) {
    func item(_ id: String, _ value: String) -> JSON { Self.item(hasIDs ? id : nil, value) }
    let (a, b, c) = (item("1", "a"), item("2", "b"), item("3", "c"))
    Self.expect([a, b], [b, a], [item("1", "x"), b], [b, item("1", "x")])
    Self.expect(
      [a, b, c], [c, a, b], [item("1", "x"), b, item("3", "z")], [item("3", "z"), item("1", "x"), b])
  }

  @Test("elements with ids are moved, changed, added and removed each for itself") func ids() {
    let (a, b, c) = (Self.item("1", "a"), Self.item("2", "b"), Self.item("3", "c"))
    Self.expect(
      [a, b, c], [c, a, b, Self.item("4", "d")], [Self.item("1", "x"), c],
      [c, Self.item("1", "x"), Self.item("4", "d")])
    Self.expect([a, b], [a], [a, Self.item("2", "x")], nil)
    Self.expect([a, b, c], [b, a, c], [a, c, b], nil)
  }

  @Test("where nothing tells which element is meant, a person decides") func doubtful() {
    Self.expect(["a", "b"], ["b", "x"], ["a", "y"], nil)
    Self.expect(["a", "a", "b"], ["b", "a", "a"], ["a", "x", "b"], nil)
    // Moved here and removed, or moved elsewhere, there.
    Self.expect(["a", "b", "c"], ["b", "c", "a"], ["b", "c"], nil)
    Self.expect(["a", "b", "c", "d"], ["b", "a", "c", "d"], ["b", "c", "d", "a"], nil)
  }

  @Test("elements that only one side changed, added or removed go together") func plain() {
    Self.expect(["a", "b", "c"], ["x", "b", "c"], ["a", "b", "z"], ["x", "b", "z"])
    Self.expect(["a", "b"], ["a", "b", "c"], ["b"], ["b", "c"])
    Self.expect(
      [["v": 1], ["w": 1]], [["v": 2], ["w": 1]], [["v": 1, "x": 1], ["w": 2]], [["v": 2, "x": 1], ["w": 2]])
  }
}
