extension DiffInformation {
  /// What it says, as part of a sentence.
  package var text: String {
    switch kind {
    case .draftAdded: "there is an unpublished draft, which differs from what runs in \(extent)"
    case .draftRemoved: "there is no unpublished draft any more"
    case .draftChanged: "the unpublished draft differs in \(extent)"
    case .archived: "the workflow is archived"
    case .unarchived: "the workflow is not archived any more"
    case .outputsReordered:
      "if several outputs of \(quotedNodes) give items, their targets now run in another order"
    }
  }

  private var quotedNodes: String { nodes.map { "\"\($0)\"" }.joined(separator: " or ") }

  private var extent: String {
    switch nodes.count {
    case 0: "the frames on the canvas"
    case 1: "1 node"
    default: "\(nodes.count) nodes"
    }
  }
}

extension WorkflowDiff {
  /// What is said where nothing changed.
  var wordsForNothing: String {
    if !information.isEmpty { return "no change of what runs" }
    return isStoredDifferently ? "no change but what n8n rewrites by itself" : "no change"
  }

  /// The information in words, with names as they are in n8n; nil without any.
  var informationWords: String? {
    information.isEmpty ? nil : information.map(\.text).joined(separator: "; ")
  }
}

extension String {
  /// With a capital at its start.
  var asSentence: String { prefix(1).uppercased() + dropFirst() + "." }
}
