package import JSON

/// A run of a workflow.
package struct RemoteExecution: RemoteDocument, Hashable {
  package let json: JSON
  /// The instance's id: an ascending number, as text.
  package let id: String

  package init?(_ json: JSON) {
    guard json.objectValue != nil, let id = json["id"]?.idValue else { return nil }
    (self.json, self.id) = (json, id)
  }

  /// `success`, `error`, `waiting`, `running`, `canceled`, `crashed`, `new`, `unknown`; nil before 1.111.
  package var status: String? { json["status"]?.stringValue }
  /// How it was started: `webhook`, `trigger`, `manual`, `retry`...
  package var mode: String? { json["mode"]?.stringValue }
  /// The workflow's id.
  package var workflowId: String? { json["workflowId"]?.idValue }
  /// When it began, UTC; nil while it is queued.
  package var startedAt: String? { json["startedAt"]?.stringValue }
  /// When it ended, UTC; nil while it runs.
  package var stoppedAt: String? { json["stoppedAt"]?.stringValue }
  /// The run that this one repeats.
  package var retryOf: String? { json["retryOf"]?.idValue }
  /// The run's error as n8n words it; nil unless data was asked for and there is one.
  package var errorMessage: String? { json["data"]?["resultData"]?["error"]?["message"]?.stringValue }
  /// The node that ran last, which is the failing one of a failed run; nil unless data was asked for.
  package var lastNode: String? { json["data"]?["resultData"]?["lastNodeExecuted"]?.stringValue }
}

extension RemoteExecution: CustomStringConvertible, CustomReflectable {
  /// Id and status: the data holds what passed through the workflow.
  package var description: String { "execution \(id) \(status ?? "")" }
  package var customMirror: Mirror { Mirror(self, unlabeledChildren: [description]) }
}
