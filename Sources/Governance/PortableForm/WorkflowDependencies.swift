/// What a workflow needs around it to run.
package struct WorkflowDependencies: Sendable, Hashable {
  /// The sub-workflows it calls.
  package var subWorkflows: Set<WorkflowReference> = []
  /// The workflow that runs when it fails.
  package var errorWorkflow: WorkflowReference?
  /// The workflows that may call it, where `settings.callerIds` lists them.
  package var callers: Set<WorkflowReference> = []
  /// The credentials of its nodes.
  package var credentials: Set<CredentialReference> = []
  /// The names of its tags.
  package var tags: Set<String> = []
  /// The types of its nodes, sticky notes left out.
  package var nodeTypes: Set<NodeTypeReference> = []
  /// The webhooks that it listens to when active.
  package var webhooks: Set<WebhookPath> = []
  /// The names of instance variables that it reads (`$vars.NAME`).
  package var variables: Set<String> = []
  /// The data tables it works on.
  package var dataTables: Set<DataTableReference> = []
  /// Whether it calls workflows that only a run can tell.
  package var hasDynamicWorkflows = false

  package init() {}
}

/// A reference to a workflow.
package enum WorkflowReference: Sendable, Hashable {
  /// A canonical id.
  case canonical(String)
  /// An id of the instance that the mappings do not have.
  case instance(String)
}

/// A reference to a credential.
package enum CredentialReference: Sendable, Hashable {
  /// By logical name.
  case logical(LogicalCredential)
  /// As the instance has it, because the mappings do not have it. Old files have no id.
  case instance(type: String, id: String?, name: String)

  /// The credential's type.
  package var type: String {
    switch self {
    case .logical(let credential): credential.type
    case .instance(let type, _, _): type
    }
  }
}

/// A node type at a version.
package struct NodeTypeReference: Sendable, Hashable {
  package var type: String
  /// Nil where the document does not say; n8n takes the first version then.
  package var version: Double?

  package init(type: String, version: Double?) {
    self.type = type
    self.version = version
  }
}

/// An address that an active workflow occupies on its instance: two active workflows cannot share one.
package struct WebhookPath: Sendable, Hashable {
  /// `GET`, `POST`, ...
  package var method: String
  /// The path behind `/webhook/`, without a slash at either end.
  package var path: String
  /// The node that listens there.
  package var node: String

  package init(method: String, path: String, node: String) {
    self.method = method
    self.path = path
    self.node = node
  }
}

/// A data table, which has an id of the instance and perhaps a name.
package struct DataTableReference: Sendable, Hashable {
  package var value: String
  /// How `value` refers to the table: `id`, `list` or `name`.
  package var mode: String

  package init(value: String, mode: String) {
    self.value = value
    self.mode = mode
  }
}
