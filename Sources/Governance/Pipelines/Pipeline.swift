/// `pipelines/<pipeline>.json`: the way of a workflow to production (PIPE-001, PIPE-002).
package struct Pipeline: Sendable, Hashable, Codable {
  package var name: String
  package var description: String?
  package var stages: [PipelineStage]

  package init(name: String, description: String? = nil, stages: [PipelineStage]) {
    self.name = name
    self.description = description
    self.stages = stages
  }

  /// The stage that ends in the given environment.
  package func stage(into target: Slug) -> PipelineStage? {
    stages.first { $0.target == target }
  }
}

/// One step of a pipeline, from an environment to the next.
package struct PipelineStage: Sendable, Hashable, Codable {
  package var source: Slug
  package var target: Slug
  package var approval: ApprovalRule

  package init(source: Slug, target: Slug, approval: ApprovalRule = ApprovalRule()) {
    self.source = source
    self.target = target
    self.approval = approval
  }
}

/// Who has to approve a promotion (PIPE-004).
package struct ApprovalRule: Sendable, Hashable, Codable {
  /// Least role of who merges.
  package var role: Role
  /// Whether the requester may merge their own promotion.
  package var allowsSelfApproval: Bool

  package init(role: Role = .admin, allowsSelfApproval: Bool = false) {
    self.role = role
    self.allowsSelfApproval = allowsSelfApproval
  }
}
