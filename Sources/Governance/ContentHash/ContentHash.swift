import Digest
package import JSON

/// The hash of what a workflow does (docs/content-hash.md).
package enum ContentHash {
  /// How much of a workflow a hash is about.
  package enum Scope: Sendable, Hashable {
    /// All that people decide: name, activation, tags, nodes, connections, settings.
    case content
    /// What runs: nodes, connections, settings. Tells copies apart from others whatever they are called.
    case behaviour
  }

  /// The content hash of a workflow in portable form.
  package static func hash(
    of portable: JSON, policy: NormalizationPolicy, scope: Scope = .content
  ) -> ContentDigest {
    var writer = SemanticWriter(policy: policy)
    writer.workflow(portable, scope: scope)
    let digest = writer.output.withBytes { Digest.sha256($0) }
    return ContentDigest(sha256: digest, normalization: policy.identifier)
  }

  /// The text that is hashed: the RFC 8785 form of the semantic part.
  package static func canonicalText(
    of portable: JSON, policy: NormalizationPolicy, scope: Scope = .content
  ) -> [UInt8] {
    var writer = SemanticWriter(policy: policy)
    writer.workflow(portable, scope: scope)
    return writer.output.withBytes { [UInt8]($0) }
  }
}
