import Foundation
import JSON

@testable import Governance

/// What tests of the rules start from.
enum Fixture {
  /// `policies/normalization.json` with `policies/node-knowledge.json`, as shipped.
  static let normalization: NormalizationPolicy = {
    do {
      return try NormalizationPolicy(
        policy("normalization"), nodes: NodeKnowledge(lines: bytes(ofPolicy: "node-knowledge")))
    } catch {
      fatalError("\(error)")
    }
  }()

  /// ``normalization`` with other top-level members.
  static func normalization(with members: JSONObject) throws -> NormalizationPolicy {
    var json = policy("normalization")
    for (key, value) in members { json.set(value, at: JSONPointer().appending(key)) }
    return try NormalizationPolicy(json, nodes: normalization.nodes)
  }

  static func policy(_ name: String) -> JSON {
    do {
      return try JSON(parsing: bytes(ofPolicy: name))
    } catch {
      fatalError("\(name): \(error)")
    }
  }

  static func bytes(ofPolicy name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: Shared.root.appending(path: "policies/\(name).json")))
  }
}

extension Fixture {
  /// `policies/risk.json`, as shipped.
  static let risk: RiskPolicy = {
    do { return try RiskPolicy(policy("risk")) } catch { fatalError("\(error)") }
  }()
}
