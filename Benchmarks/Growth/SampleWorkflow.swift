/// A workflow of about 12 kB, in the shape of the portable form.
struct SampleWorkflow {
  let name: String
  private var nodes: [String]
  private var version = 0

  init(number: Int, random: inout SplitMix) {
    name = "workflow-\(number)"
    nodes = (0..<20).map { index in SampleWorkflow.node(number * 100 + index, &random) }
  }

  /// What a person does in the editor: another value in one node.
  mutating func change(_ random: inout SplitMix) {
    version += 1
    let index = Int(random.next() % UInt64(nodes.count))
    nodes[index] = SampleWorkflow.node(index, &random)
  }

  var document: [UInt8] {
    Array(
      ("{\n  \"name\": \"\(name)\",\n  \"nodes\": [\n" + nodes.joined(separator: ",\n") + "\n  ]\n}\n").utf8)
  }

  /// What the status keeps of it.
  var indexEntry: String {
    "\"\(name)\": {\"hash\": \"sha256:\(hex(name.utf8.count, version))\", \"isActive\": true, \"name\": \"\(name)\","
      + " \"updatedAt\": \"2026-01-01T00:00:00.000Z\", \"versionId\": \"\(version)\"}"
  }

  private func hex(_ seed: Int, _ version: Int) -> String {
    var random = SplitMix(seed: UInt64(seed * 1_000_003 + version))
    return (0..<4).map { _ in String(random.next(), radix: 16) }.joined()
  }

  private static func node(_ number: Int, _ random: inout SplitMix) -> String {
    let lines = (0..<8).map {
      "        \"field\($0)\": \"={{ $json.value\($0) }} \(String(random.next(), radix: 36))\""
    }
    return """
          {
            "id": "\(String(random.next(), radix: 16))",
            "name": "Step \(number)",
            "parameters": {
      \(lines.joined(separator: ",\n"))
            },
            "position": [\(number * 220), 300],
            "type": "n8n-nodes-base.set",
            "typeVersion": 3.4
          }
      """
  }
}

/// A generator with a fixed seed (Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators").
struct SplitMix: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
