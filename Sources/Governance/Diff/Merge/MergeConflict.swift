package import JSON

/// A place that both sides changed in different ways. The merged workflow has our value there.
package struct MergeConflict: Sendable, Hashable {
  /// The node, by its name in the merged workflow; nil for the workflow itself.
  package var node: String?
  /// Where: inside the node, without a node inside the workflow.
  package var pointer: JSONPointer
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
