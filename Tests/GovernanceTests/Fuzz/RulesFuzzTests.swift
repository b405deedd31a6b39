import JSON
import RulesLaws
import Testing

@testable import Governance

/// A little of what `make fuzz-rules` runs by the million.
@Suite("Fuzzing the rules") struct RulesFuzzTests {
  private static let laws = RuleLaws()

  @Test("the laws hold for any two documents, and for what a text with changed bytes still says")
  func documents() {
    var parsed = 0
    for seed in 0..<300 {
      var generator = WorkflowGenerator(seed: UInt64(seed))
      let base = generator.workflow(mappings: TwoEnvironments.development)
      let other = Mutation.any(Mutation.any(base, &generator), &generator)
      #expect(Self.laws.broken(by: base, other) == [], "seed \(seed)")
      let text = TextMutation.any(base.bytes(.compact), &generator.random)
      guard let changed = try? JSON(parsing: text) else { continue }
      parsed += 1
      #expect(Self.laws.broken(by: changed, other) == [], "seed \(seed)")
    }
    #expect(parsed > 50)
  }

  @Test("a version that no double holds is none, and can be shown") func endlessVersion() throws {
    let workflow = try JSON(
      parsing: #"{"nodes": [{"name": "A", "type": "n8n-nodes-base.set", "typeVersion": 1e400}]}"#)
    #expect(WorkflowNode(workflow["nodes"]?[0] ?? .null)?.typeVersion == nil)
    Self.laws.render([:], workflow)
    #expect(Self.laws.broken(by: [:], workflow) == [])
  }

  @Test("the laws of merging hold for any three documents, and all that changed can be shown")
  func merges() {
    for seed in 0..<150 {
      var generator = WorkflowGenerator(seed: UInt64(seed) &+ 20_000)
      let base = generator.workflow(mappings: TwoEnvironments.development)
      let sides = (0..<2).map { _ in Mutation.any(base, &generator) }
      #expect(Self.laws.broken(merging: base, sides[0], sides[1]) == [], "seed \(seed)")
      Self.laws.render(base, sides[0])
    }
  }

  @Test("whoever changed what is connected finds it in the merge, or in a conflict") func wiring() {
    var clean = 0
    for seed in 0..<500 {
      var generator = WiringGenerator(seed: UInt64(seed))
      let (base, ours, theirs) = generator.triple()
      #expect(Self.laws.broken(wiring: base, ours, theirs) == [], "seed \(seed)")
      if WorkflowMerge.merge(base: base, ours: ours, theirs: theirs).conflicts.isEmpty { clean += 1 }
    }
    #expect(clean > 150)
  }

  @Test(
    "an order that a side chose holds, or is in conflict, where it once was neither",
    arguments: [4984, 7428, 7440, 9924, 13292, 27648, 43216, 51764] as [UInt64])
  func orders(_ seed: UInt64) {
    var generator = WiringGenerator(seed: seed)
    let (base, ours, theirs) = generator.triple()
    #expect(Self.laws.broken(wiring: base, ours, theirs) == [])
  }

  @Test("an output with two edges to one node is merged the same from either side") func twoEdges() {
    var generator = WorkflowGenerator(seed: 303_524, largest: 2)
    let base = generator.workflow(mappings: TwoEnvironments.development)
    let ours = Mutation.any(Mutation.any(base, &generator), &generator)
    let theirs = Mutation.any(base, &generator)
    #expect(Self.laws.broken(merging: base, ours, theirs) == [])
  }
}
