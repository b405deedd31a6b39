import Foundation
import JSON
import Testing

@testable import Governance

/// Anything that parses goes through all the rules. `FUZZ_INPUTS` and `FUZZ_SEED` in the environment say how many
/// pairs of inputs and from which seed on; `make fuzz-rules` runs five million pairs in a release build.
@Suite("Fuzzing the rules") struct RulesFuzzTests {
  private static func setting(_ name: String, _ fallback: Int) -> Int {
    ProcessInfo.processInfo.environment[name].flatMap(Int.init) ?? fallback
  }

  @Test("no input crashes a rule, and the laws hold for what parses") func fuzz() {
    let first = Self.setting("FUZZ_SEED", 0)
    var parsed = 0
    for seed in first..<(first + Self.setting("FUZZ_INPUTS", 400)) {
      var generator = WorkflowGenerator(seed: UInt64(seed))
      guard let old = Self.input(&generator), let new = Self.input(&generator) else { continue }
      parsed += 1
      Self.check(old, new, seed)
    }
    #expect(parsed > 0)
  }

  /// A workflow with a random thing changed, or the same with random bytes changed in its text.
  static func input(_ generator: inout WorkflowGenerator) -> JSON? {
    let workflow = generator.workflow(mappings: TwoEnvironments.development)
    let mutated = Mutation.any(Mutation.any(workflow, &generator), &generator)
    guard generator.random.chance(25) else { return mutated }
    var bytes = mutated.bytes(.compact)
    for _ in 0..<Int.random(in: 1...6, using: &generator.random) where !bytes.isEmpty {
      let place = Int.random(in: 0..<bytes.count, using: &generator.random)
      switch Int.random(in: 0..<3, using: &generator.random) {
      case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator.random)
      case 1: bytes.remove(at: place)
      default: bytes.insert(bytes[Int.random(in: 0..<bytes.count, using: &generator.random)], at: place)
      }
    }
    return try? JSON(parsing: bytes)
  }

  private static func check(_ one: JSON, _ other: JSON, _ seed: Int) {
    let policy = Fixture.normalization
    let old = TwoEnvironments.portable(one, TwoEnvironments.development)
    let new = TwoEnvironments.portable(other, TwoEnvironments.development)
    if TwoEnvironments.portable(old.workflow, TwoEnvironments.development).workflow != old.workflow {
      Issue.record("seed \(seed): not idempotent")
    }
    let back = TwoEnvironments.portable(
      TwoEnvironments.stored(TwoEnvironments.n8n(old.workflow, TwoEnvironments.production)),
      TwoEnvironments.production)
    if back.workflow != old.workflow { Issue.record("seed \(seed): no round trip") }
    let diff = WorkflowDiff.between(old.workflow, new.workflow, policy: policy, risk: Fixture.risk)
    let isSame =
      ContentHash.hash(of: old.workflow, policy: policy) == ContentHash.hash(of: new.workflow, policy: policy)
    if isSame != diff.isCosmetic { Issue.record("seed \(seed): hash and diff disagree") }
    if seed % 4 == 0 {
      _ = DiffText.render(diff, colour: true)
      _ = DiffMarkdown.render(diff)
      _ = diff.json
      let merge = WorkflowMerge.merge(base: old.workflow, ours: new.workflow, theirs: back.workflow)
      if merge.workflow != new.workflow { Issue.record("seed \(seed): merging nothing changed something") }
      _ = WorkflowMerge.merge(base: new.workflow, ours: old.workflow, theirs: new.draft ?? old.workflow)
      _ = WorkflowAnalysis(of: new.workflow, policy: policy).json
      checkFiles(one, other, back.workflow, seed)
    }
  }

  /// Files go together as `git merge` hands them over: what only one side changed is taken, and a text without marks is
  /// a workflow.
  private static func checkFiles(_ one: JSON, _ other: JSON, _ third: JSON, _ seed: Int) {
    let old = one.bytes(.pretty)
    let new = other.bytes(.pretty)
    func merge(_ ours: [UInt8], _ theirs: [UInt8]) -> WorkflowFileMerge? {
      try? WorkflowFileMerge.merge(
        base: old, ours: ours, theirs: theirs, policy: Fixture.normalization, labels: ("ours", "theirs"))
    }
    if let merged = merge(new, old), merged.text.utf8.elementsEqual(new) == false {
      Issue.record("seed \(seed): merging nothing into a file changed it")
    }
    if let merged = merge(new, third.bytes(.pretty)), merged.conflicts.isEmpty,
      (try? JSON(parsing: merged.text)) == nil
    {
      Issue.record("seed \(seed): a merged file is no JSON")
    }
  }
}
