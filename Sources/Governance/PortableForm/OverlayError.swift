/// A value of an overlay that cannot be used.
package struct OverlayError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong with it.
  package enum Reason: String, Sendable, Hashable {
    case noSuchNode = "the workflow has no such node"
    case noSuchPlace = "the node has nothing there"
    case notAParameter = "an overlay may change parameters only, not structure or credentials"
    case structure =
      "an overlay changes values, not structure: a list stays a list, an object an object, and nothing becomes one"
    case reference = "a reference to a workflow is translated by the mappings, not by an overlay"
    case overlaps = "another value of the overlay lies inside this one or around it"
    case secret = "it holds a secret, which everybody who reads the ops repository could read"
    case placeholder = "a placeholder belongs to the workflow that it stands in"
    case malformed = "must be an object: workflow -> node -> JSON Pointer -> value"
  }

  package let workflow: String
  package let node: String
  package let pointer: String
  package let reason: Reason

  package init(workflow: String, node: String, pointer: String, reason: Reason) {
    self.workflow = workflow
    self.node = node
    self.pointer = pointer
    self.reason = reason
  }

  package var description: String { "overlay of \(workflow), node \(node), \(pointer): \(reason.rawValue)" }
}
