/// `workflows/<canonical-id>.json`: the identity of a workflow over all environments (CAN-001, CAN-002).
///
/// Its content lies elsewhere: approved in each environment's `baseline/`, running in `observed/`.
package struct CanonicalWorkflow: Sendable, Hashable, Codable {
  /// Name when it was onboarded; the current name stands in the content.
  package var name: String
  /// Environment -> the workflow's place there.
  package var mappings: [Slug: WorkflowMapping]

  package init(name: String, mappings: [Slug: WorkflowMapping] = [:]) {
    self.name = name
    self.mappings = mappings
  }
}

/// Where a canonical workflow lives in one environment, as it was decided.
package struct WorkflowMapping: Sendable, Hashable, Codable {
  /// Id of the workflow in that n8n.
  package var id: String
  /// Decided state; `MISSING` and `UNMAPPED` are observed, never decided.
  package var status: DecidedMappingStatus

  package init(id: String, status: DecidedMappingStatus = .linked) {
    self.id = id
    self.status = status
  }
}

/// The part of a mapping's status that people decide.
package enum DecidedMappingStatus: String, Sendable, Hashable, Codable {
  case linked = "LINKED"
  case ignored = "IGNORED"
  case deleted = "DELETED"
}

/// Status of a workflow in one environment, from decision and observation.
package enum MappingStatus: String, Sendable, Hashable, Codable, CaseIterable {
  case deleted = "DELETED"
  case ignored = "IGNORED"
  case missing = "MISSING"
  case unmapped = "UNMAPPED"
  case linked = "LINKED"

  /// DELETED before IGNORED before MISSING before UNMAPPED before LINKED.
  ///
  /// - Parameters:
  ///   - decided: what the mapping says; nil where the workflow has none in this environment.
  ///   - isPresent: whether the last complete sync saw the workflow.
  package init(decided: DecidedMappingStatus?, isPresent: Bool) {
    self =
      switch (decided, isPresent) {
      case (.deleted, _): .deleted
      case (.ignored, _): .ignored
      case (.linked, false): .missing
      case (.linked, true): .linked
      case (nil, _): .unmapped
      }
  }
}
