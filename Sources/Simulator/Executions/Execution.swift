internal import JSON

/// A run of a workflow.
struct Execution: Codable {
  enum Status: String, Codable {
    case success, error, waiting, canceled
  }

  let id: Int
  let workflowID: String
  /// `webhook`, `retry`, `trigger`, `error`.
  let mode: String
  var status: Status
  let startedAt: Int
  var stoppedAt: Int
  var waitTill: Int?
  var retryOf: Int?
  var retrySuccessID: Int?
  /// The version that ran.
  let versionID: String
  /// What ran.
  var snapshot: Snapshot
  var run: Run

  /// The workflow as it was when it ran.
  struct Snapshot: Codable {
    let name: String
    var content: StoredWorkflow.Content
    let settings: JSONObject
    let createdAt: Int
    let updatedAt: Int
  }

  /// Which nodes ran, and how it ended.
  struct Run: Codable {
    var steps: [Step]
    var ending: Ending
  }

  struct Step: Codable {
    let node: String
    let previous: String?
  }

  enum Ending: Codable {
    case success
    /// The last step failed with that message.
    case failure(String)
    /// The last step waits, for so many milliseconds.
    case wait(Int)
  }
}
