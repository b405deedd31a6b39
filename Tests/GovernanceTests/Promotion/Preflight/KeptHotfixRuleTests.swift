import JSON
import Testing

@testable import Governance

@Suite("Check: kept hotfix")
struct KeptHotfixRuleTests {
  private let policy = Fixture.normalization

  private func promotion(
    _ id: String, _ kind: Promotion.Kind, _ status: Promotion.Status = .completed, at second: Int,
    of workflow: String = "order"
  ) throws -> Promotion {
    let promoted = PromotedWorkflow(
      workflow: try #require(Slug(workflow)), name: "Order", change: .modified, becauseOf: nil,
      hashBefore: nil,
      hashPlanned: "h", blob: "b", risk: .low, changes: [])
    var promotion = Promotion(
      id: try #require(RecordID("20261124T17401\(id)Z-k3f9qz")), kind: kind, pipeline: nil, source: nil,
      target: try #require(Slug("test")), requestedBy: Person(name: "Dan", email: "dan@example.org"),
      requestedAt: Instant(seconds: second), reason: nil, workflows: [promoted], checks: [], risk: .low)
    promotion.status = status
    return promotion
  }

  @Test("names the hotfix that would be undone, and who kept it")
  func warns() throws {
    var fixture = try PreflightFixture()
    #expect(fixture.check(KeptHotfixRule()).outcome == .passed)
    fixture.facts.undoneHotfixes = [(fixture.order, try promotion("5", .keep, at: 5))]
    let check = fixture.check(KeptHotfixRule())
    #expect(check.outcome == .warning)
    #expect(
      check.evidence == [
        "order: what Dan changed in test and had kept would be undone (20261124T174015Z-k3f9qz)"
      ])
  }

  @Test("the last decision counts: a promotion after the keeping has decided about it")
  func last() throws {
    let (order, test) = (try #require(Slug("order")), try #require(Slug("test")))
    let keep = try promotion("5", .keep, at: 5)
    func found(_ others: Promotion...) -> RecordID? {
      Promotion.keptHotfix(of: order, in: test, among: others + [keep])?.id
    }
    #expect(found() == keep.id)
    #expect(found(try promotion("1", .promotion, at: 1)) == keep.id)
    #expect(found(try promotion("9", .promotion, at: 9)) == nil)
    #expect(found(try promotion("9", .promotion, .failed, at: 9)) == keep.id)
    #expect(found(try promotion("9", .revert, at: 9)) == keep.id)
    #expect(found(try promotion("9", .promotion, at: 9, of: "other")) == keep.id)
    #expect(Promotion.keptHotfix(of: order, in: try #require(Slug("prod")), among: [keep]) == nil)
  }

  private func workflow(code: String, path: String = "orders") throws -> JSON {
    var workflow = SmallWorkflow.portable
    var nodes = try #require(workflow["nodes"]?.arrayValue)
    nodes[0] = try set(nodes[0], "path", .string(path))
    nodes[3] = try set(nodes[3], "jsCode", .string(code))
    var object = try #require(workflow.objectValue)
    object["nodes"] = .array(nodes)
    workflow = .object(object)
    return workflow
  }

  private func set(_ node: JSON, _ parameter: String, _ value: JSON) throws -> JSON {
    var object = try #require(node.objectValue)
    var parameters = try #require(object["parameters"]?.objectValue)
    parameters[parameter] = value
    object["parameters"] = .object(parameters)
    return .object(object)
  }

  @Test("content that has the hotfix, alone or with more, undoes nothing; all else does")
  func undoes() throws {
    let (before, kept) = (try workflow(code: "return 1;"), try workflow(code: "return 2;"))
    func isUndone(_ planned: JSON, _ before: JSON?) -> Bool {
      Promotion.undoesHotfix(planned, before: before, kept: kept, policy: policy)
    }
    #expect(!isUndone(kept, before))
    #expect(!isUndone(try workflow(code: "return 2;", path: "more"), before))
    #expect(isUndone(before, before))
    #expect(isUndone(try workflow(code: "return 1;", path: "more"), before))
    #expect(isUndone(try workflow(code: "return 3;"), before))
    #expect(!isUndone(kept, nil) && isUndone(before, nil))
  }
}
