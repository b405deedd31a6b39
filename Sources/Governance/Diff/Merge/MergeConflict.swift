package import JSON

/// A place that both sides changed in different ways. The merged workflow has our value there.
package struct MergeConflict: Sendable, Hashable {
  /// The node, by its name in the merged workflow; nil for the workflow itself.
  package var node: String?
  /// Where: inside the node, without a node inside the workflow.
  package var pointer: JSONPointer
  /// What stood there; of a text in lines those that are in conflict.
  package var base: JSON?
  package var ours: JSON?
  package var theirs: JSON?
  /// What happened, in words.
  package var message: String
}

extension MergeConflict {
  /// The conflict as JSON; members without a value are left out.
  package var json: JSON {
    var result: JSONObject = ["pointer": .string(pointer.description), "message": .string(message)]
    result["node"] = node.map(JSON.string)
    result["base"] = base
    result["ours"] = ours
    result["theirs"] = theirs
    return .object(result)
  }

  /// A value in one line for people, cut where it is very long.
  package static func words(for value: JSON?) -> String { ChangeText.value(value) }
}

/// A new node of one side that has another name in the merged workflow, since another node there has its own.
package struct MergeRename: Sendable, Hashable {
  package var isTheirs: Bool
  /// The name that the side gave it.
  package var old: String
  /// Its name in the merged workflow.
  package var new: String
}

extension MergeRename {
  package var json: JSON {
    ["side": isTheirs ? "theirs" : "ours", "from": .string(old), "to": .string(new)]
  }
}
