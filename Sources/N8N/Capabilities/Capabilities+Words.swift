extension Capabilities {
  /// What was found, for people: each with what it is about.
  package var words: [(label: String, text: String)] {
    [
      ("publishing", publishing), ("a refused update of an active workflow", refusedUpdate.words),
      ("takes", taken), ("leaves out", leftOut), ("credentials", credentials),
      ("archive", canArchive ? "yes" : "no"),
      ("executions by time", canFilterExecutionsByTime ? "yes" : "no: the list is read and cut"),
    ].filter { !$0.1.isEmpty }
  }

  private var publishing: String {
    switch publishModel {
    case .none: "what is saved is what runs"
    case .activeVersion: "saving an active workflow publishes it"
    case .publishIfActive: "a draft can be saved without publishing it"
    }
  }

  private var taken: String { "\(updateFields.joined(separator: ", ")); \(settings.count) settings" }

  /// What a later version takes and this one does not.
  private var leftOut: String {
    let known = ["description", "nodeGroups", "pinData"]
    let settings = ["binaryMode", "callerPolicy", "executionOrder", "redactionPolicy", "timeSavedMode"]
    return (known.filter { !updateFields.contains($0) } + settings.filter { !acceptsSetting($0) })
      .joined(separator: ", ")
  }

  private var credentials: String {
    switch (canListCredentials, canTestCredential) {
    case (true, true): "listed and tested by n8n"
    case (true, false): "listed, not tested by n8n"
    default: "not listed: those that nodes use are known"
    }
  }
}

extension Capabilities.Source {
  /// How the capabilities are known, in words.
  package var words: String {
    switch self {
    case .specification: "its own OpenAPI document"
    case .version: "its version alone"
    case .assumed: "nothing: only what every release takes is used"
    }
  }
}

extension Capabilities.RefusedUpdate {
  /// What becomes of the workflow, in words.
  fileprivate var words: String {
    switch self {
    case .deactivates: "stops it"
    case .publishesBroken: "counts as published, broken"
    case .keepsPublished: "leaves the good version running"
    case .unknown: "is not known"
    }
  }
}
