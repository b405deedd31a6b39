package import JSON

/// The body of a call that makes or updates a workflow, built from what the instance takes and from nothing else:
/// keys are never taken out of a document that was read, they are put in one by one.
package struct WriteBody: Sendable, Hashable {
  /// What is sent.
  package let json: JSON
  /// What the goal has and the body has not, or has differently, in the goal's order.
  package let findings: [WriteFinding]

  /// The body of a call that makes a workflow.
  ///
  /// - Parameters:
  ///   - goal: the workflow as it shall be, its references already this instance's ids.
  ///   - projectId: the project it shall be in; nil leaves it to n8n.
  /// - Throws: ``WriteBodyError`` where the goal is no workflow.
  package static func create(
    _ goal: JSON, _ capabilities: Capabilities, projectId: String? = nil
  ) throws(WriteBodyError) -> WriteBody {
    var builder = try WriteBodyBuilder(goal, capabilities, takes: capabilities.createFields)
    builder.addContent(replacing: nil)
    if let projectId { builder.add("projectId", .string(projectId)) }
    return builder.body
  }

  /// The body of a call that updates a workflow.
  ///
  /// n8n keeps what an update leaves out. So every setting is sent, at its default where the goal has none, and what
  /// the goal has not and the instance has is emptied where that can be done.
  ///
  /// - Parameter current: the workflow as the instance has it; nil where it was not read, which sends more.
  /// - Throws: ``WriteBodyError`` where the goal is no workflow.
  package static func update(
    _ goal: JSON, replacing current: JSON?, _ capabilities: Capabilities
  ) throws(WriteBodyError) -> WriteBody {
    var builder = try WriteBodyBuilder(goal, capabilities, takes: capabilities.updateFields)
    builder.addContent(replacing: .init(current))
    return builder.body
  }
}

/// A goal that no body can be built from.
package enum WriteBodyError: Error, Sendable, Hashable {
  /// It is no object.
  case notAnObject(kind: String)
  /// A member is missing or of the wrong kind.
  case unusable(member: String, kind: String)
}

extension WriteBodyError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .notAnObject(let kind): "a workflow is an object, and this is \(kind)"
    case .unusable(let member, let kind): "a workflow's \(member) cannot be \(kind)"
    }
  }
}
