import JSON
import RulesLaws
import TestSupport
import Testing

@testable import Governance

@Suite("Laws of the portable form") struct PortableLawTests {
  private static let generated: [JSON] = (0..<300).map { seed in
    var generator = WorkflowGenerator(seed: UInt64(seed))
    return generator.workflow(mappings: TwoEnvironments.development)
  }

  private static let corpus = CorpusWorkflow.all.map { workflow -> JSON in
    var json = workflow.json
    json.set("own0123456789abc", at: JSONPointer().appending("id"))
    return json
  }

  private static let workflows = generated + corpus

  @Test("the portable form of a portable form is that form") func idempotent() {
    for workflow in Self.workflows {
      let once = TwoEnvironments.portable(workflow, TwoEnvironments.development).workflow
      let twice = TwoEnvironments.portable(once, TwoEnvironments.development).workflow
      #expect(TwoEnvironments.blob(once) == TwoEnvironments.blob(twice))
    }
  }

  @Test("a portable form comes back from an instance as it was") func roundTrip() {
    for workflow in Self.workflows {
      let portable = TwoEnvironments.portable(workflow, TwoEnvironments.development).workflow
      for mappings in [TwoEnvironments.development, TwoEnvironments.production] {
        let stored = TwoEnvironments.stored(TwoEnvironments.n8n(portable, mappings))
        let back = TwoEnvironments.portable(stored, mappings).workflow
        #expect(TwoEnvironments.blob(back) == TwoEnvironments.blob(portable))
      }
    }
  }

  @Test("the same workflow in two environments has the same bytes and the same hash") func sameEverywhere() {
    for workflow in Self.workflows {
      let portable = TwoEnvironments.portable(workflow, TwoEnvironments.development).workflow
      let stored = TwoEnvironments.stored(TwoEnvironments.n8n(portable, TwoEnvironments.production))
      let other = TwoEnvironments.portable(stored, TwoEnvironments.production).workflow
      #expect(TwoEnvironments.blob(other) == TwoEnvironments.blob(portable))
      #expect(
        ContentHash.hash(of: other, policy: Fixture.normalization)
          == ContentHash.hash(of: portable, policy: Fixture.normalization))
    }
  }

  @Test("the way to an instance loses nothing that runs") func nothingLost() throws {
    for workflow in Self.workflows {
      let portable = TwoEnvironments.portable(workflow, TwoEnvironments.development).workflow
      let document = TwoEnvironments.n8n(portable, TwoEnvironments.development).document
      let before = try #require(workflow["nodes"]?.arrayValue)
      let after = try #require(document["nodes"]?.arrayValue)
      #expect(before.count == after.count)
      #expect(document["connections"] == (workflow["connections"] ?? .object([:])).asJavaScript)
      for (old, new) in zip(before, after) {
        #expect(new["name"] == old["name"])
        #expect(new["type"] == old["type"])
        #expect(new["typeVersion"] == old["typeVersion"]?.asJavaScript)
        #expect(new["parameters"].map(Self.withoutLabels) == old["parameters"].map(Self.withoutLabels))
      }
    }
  }

  /// Without what a resource locator caches.
  private static func withoutLabels(_ json: JSON) -> JSON {
    switch json {
    case .object(let object):
      let kept = object.filter { key, _ in !object.isResourceLocator || !key.hasPrefix("cachedResult") }
      var result = kept.mapValues(withoutLabels)
      if let inline = result["workflowJson"]?.stringValue.flatMap({ try? JSON(parsing: $0) }) {
        result["workflowJson"] = inline.asJavaScript.withoutCredentialNames
      }
      return .object(result)
    case .array(let elements): return .array(elements.map(withoutLabels))
    default: return json.asJavaScript
    }
  }

  @Test("what n8n accepts at top level is on the way to the instance, tags and activation beside it")
  func nothingLostAround() throws {
    for workflow in Self.workflows {
      let result = TwoEnvironments.n8n(
        TwoEnvironments.portable(workflow, TwoEnvironments.development).workflow, TwoEnvironments.development)
      #expect(result.document["name"]?.stringValue == workflow["name"]?.stringValue ?? "")
      #expect(result.document["description"] == workflow["description"].flatMap { $0.isNothing ? .none : $0 })
      #expect(result.isActive == (workflow["active"] == true))
      let names = (workflow["tags"]?.arrayValue ?? []).compactMap {
        $0["name"]?.stringValue ?? $0.stringValue
      }
      #expect(Set(result.tags.map(ExactText.init)) == Set(names.map(ExactText.init)))
      for (key, value) in workflow["settings"]?.objectValue ?? [:] where key != "callerIds" {
        if Fixture.normalization.isDefaultSetting(key, value) { continue }
        #expect(result.document["settings"]?[key] == value.asJavaScript, "\(key)")
      }
    }
  }

  @Test("a credential goes back to the one that it was, with the name that the instance has for it")
  func credentialsComeBack() {
    var known = 0
    for workflow in Self.workflows {
      let result = TwoEnvironments.n8n(
        TwoEnvironments.portable(workflow, TwoEnvironments.development).workflow, TwoEnvironments.development)
      let nodes = zip(workflow["nodes"]?.arrayValue ?? [], result.document["nodes"]?.arrayValue ?? [])
      for (before, after) in nodes {
        for (type, credential) in before["credentials"]?.objectValue ?? [:] {
          let written = after["credentials"]?[type]
          #expect(written?["id"] == credential["id"])
          let id = credential["id"]?.stringValue ?? ""
          if TwoEnvironments.development.credentials[CredentialKey(type: type, id: id)] == nil {
            // A name alone, as very old releases wrote it, comes back as releases since write it.
            let name = credential.stringValue.map { JSON.object(["name": .string($0)]) }
            #expect(written == name ?? credential.asJavaScript)
          } else {
            known += 1
          }
        }
      }
    }
    #expect(known > 100)
  }

  @Test("the order of members in the answer does not matter") func memberOrder() {
    for workflow in Self.workflows {
      let turned = Self.turned(workflow)
      let portable = TwoEnvironments.portable(workflow, TwoEnvironments.development).workflow
      let other = TwoEnvironments.portable(turned, TwoEnvironments.development).workflow
      #expect(TwoEnvironments.blob(other) == TwoEnvironments.blob(portable))
    }
  }

  private static func turned(_ json: JSON) -> JSON {
    switch json {
    case .array(let elements): .array(elements.map(turned))
    case .object(let object): .object(JSONObject(object.reversed().map { ($0.key, turned($0.value)) }))
    default: json
    }
  }

  @Test("equal bytes have equal hashes, and an empty diff between them") func sameness() {
    for workflow in Self.workflows {
      let portable = TwoEnvironments.portable(workflow, TwoEnvironments.development).workflow
      let diff = WorkflowDiff.between(
        portable, Self.turned(portable), policy: Fixture.normalization, risk: Fixture.risk)
      #expect(diff.isEmpty)
      #expect(!diff.isStoredDifferently)
    }
  }

  @Test("hashes differ exactly where the diff has a change that is not cosmetic") func hashAndDiff() {
    var differing = 0
    for seed in 0..<1_000 {
      var generator = WorkflowGenerator(seed: UInt64(seed) &+ 77_000)
      let one = generator.workflow(mappings: TwoEnvironments.development)
      let two = generator.random.chance(50) ? Mutation.any(one, &generator) : generator.workflow()
      let old = TwoEnvironments.portable(one, TwoEnvironments.development).workflow
      let new = TwoEnvironments.portable(two, TwoEnvironments.development).workflow
      let diff = WorkflowDiff.between(old, new, policy: Fixture.normalization, risk: Fixture.risk)
      let isSame =
        ContentHash.hash(of: old, policy: Fixture.normalization)
        == ContentHash.hash(of: new, policy: Fixture.normalization)
      #expect(isSame == diff.isCosmetic, "seed \(seed): \(diff.changes.map(EditorLaw.words))")
      if !isSame { differing += 1 }
    }
    #expect(differing > 400)
  }
}

extension JSON {
  /// Without the names of credentials, which are the instance's.
  fileprivate var withoutCredentialNames: JSON {
    var result = self
    for index in (self["nodes"]?.arrayValue ?? []).indices {
      for type in self["nodes"]?[index]?["credentials"]?.objectValue?.keys ?? [] {
        result.removeValue(at: JSONPointer(tokens: ["nodes", "\(index)", "credentials", type, "name"]))
      }
    }
    return result
  }
}
