package import JSON

/// A workflow in portable form, and what was found on the way.
package struct PortableResult: Sendable {
  /// What runs, or would run when activated: in n8n 2.x the published version of an active workflow.
  package var workflow: JSON
  /// The draft of an active workflow, where it differs from what runs (n8n 2.x).
  package var draft: JSON?
  /// Whether n8n keeps the workflow out of sight. It is no part of any form.
  package var isArchived: Bool
  /// What could not be translated and stayed as it was.
  package var reports: [PortableReport]
  /// The policy by which ``workflow`` was made.
  let policy: NormalizationPolicy

  /// What ``workflow`` needs around it. Read from it at each call.
  package var dependencies: WorkflowDependencies { WorkflowDependencies(of: workflow, policy: policy) }
}

extension PortableResult {
  /// A workflow that is stored in portable form, and its draft.
  package init(stored workflow: JSON, draft: JSON?, policy: NormalizationPolicy) {
    self.init(workflow: workflow, draft: draft, isArchived: false, reports: [], policy: policy)
  }
}

/// A workflow for one instance.
package struct N8NWorkflowResult: Sendable {
  /// `name`, `nodes`, `connections`, `settings`, and what else the portable form holds; what an instance's version
  /// does not take is for its client to leave out.
  package var document: JSON
  /// The names of its tags; the body of a workflow cannot carry them.
  package var tags: [String]
  /// Whether it is to be active.
  package var isActive: Bool
  /// What could not be translated. A document with any of these is not fit to be written.
  package var unresolved: [PortableReport]
}
