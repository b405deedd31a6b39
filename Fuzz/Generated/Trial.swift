import JSON
import RulesLaws

/// What one seed makes: a workflow, two copies with things changed, and texts of one with bytes changed.
struct Trial {
  private static let laws = RuleLaws()

  /// Documents that went through portable form, hash and diff; each fourth seed's through merge as well.
  private(set) var documents = 0
  /// Texts that went to the parser only, or were soon refused by it.
  private(set) var texts = 0
  /// Those texts that parsed, of which the first went through the rules as a document.
  private(set) var parsedTexts = 0
  /// Triples that went through the merges of workflows and of files: the documents, and small ones in which only what
  /// is connected differs.
  private(set) var merged = 0
  /// The laws that were broken.
  private(set) var broken: [String] = []

  init(seed: UInt64) {
    // Most workflows are small, so that many are tried; those of each eighth seed are as large as in the tests.
    var generator = WorkflowGenerator(seed: seed, largest: seed % 8 == 0 ? 8 : 2)
    let base = generator.workflow(mappings: TwoEnvironments.development)
    let one = Mutation.any(Mutation.any(base, &generator), &generator)
    let other = Mutation.any(base, &generator)
    check(one, other)
    documents += 1
    if seed % 4 == 0 {
      merged += 2
      broken += Self.laws.broken(merging: base, one, other)
      var wiring = WiringGenerator(seed: seed)
      let (base, ours, theirs) = wiring.triple()
      broken += Self.laws.broken(wiring: base, ours, theirs)
      if seed % 16 == 0 { Self.laws.render(one, other) }
    }
    var parsed: [JSON] = []
    for _ in 0..<2 {
      texts += 1
      let text = TextMutation.any(one.bytes(.compact), &generator.random)
      if let json = try? JSON(parsing: text) { parsed.append(json) }
    }
    parsedTexts = parsed.count
    if let first = parsed.first { check(first, other) }
  }

  /// Counts the first document; the second one is the same in both calls.
  private mutating func check(_ one: JSON, _ other: JSON) {
    documents += 1
    broken += Self.laws.broken(by: one, other)
  }
}
