import JSON

/// Two changed copies of a workflow file put together, in the layout that ours has. A conflict is marked in the text
/// as Git marks it: whoever takes one side at every mark has a whole workflow.
package struct WorkflowFileMerge: Sendable {
  package var text: String
  package var conflicts: [MergeConflict]
  /// The new nodes that could not keep their name.
  package var renames: [MergeRename] = []

  /// Why files cannot be merged node by node.
  package struct Obstacle: Error, Sendable, CustomStringConvertible {
    package var description: String
  }

  /// Merges the texts of three files; an empty base is none, as where both sides added the file.
  ///
  /// - Throws: ``Obstacle`` where a file is no workflow, or one that nothing of which must be guessed.
  package static func merge(
    base: [UInt8], ours: [UInt8], theirs: [UInt8], policy: NormalizationPolicy, labels: (String, String),
    markLength: Int = 7
  ) throws(Obstacle) -> WorkflowFileMerge {
    let before = base.isEmpty ? JSON.object([:]) : try workflow(base, "the common ancestor")
    let mine = try workflow(ours, "our file")
    let other = try workflow(theirs, "their file")
    var merge = WorkflowMerge.merge(
      base: before, ours: mine, theirs: other,
      volatile: Set(policy.volatileWorkflowFields.names))
    merge.settleUnseen(policy, base: before, ours: mine, theirs: other)
    let layout = JSONLayout(of: String(decoding: ours, as: UTF8.self), document: mine)
    if merge.conflicts.isEmpty {
      return WorkflowFileMerge(
        text: layout.text(of: merge.workflow), conflicts: [], renames: merge.renames)
    }
    // Where nothing can be put together each difference between the sides is for a person to decide.
    let choices = merge.choices ?? WorkflowMerge.Choices(ours: mine, theirs: other)
    let marks = ConflictText.Marks(ours: labels.0, theirs: labels.1, length: markLength)
    let text = ConflictText.marked(
      ours: layout.text(of: choices.ours, isForPeople: true),
      theirs: layout.text(of: choices.theirs, isForPeople: true), marks: marks)
    return WorkflowFileMerge(text: text, conflicts: merge.conflicts, renames: merge.renames)
  }

  private static func workflow(_ bytes: [UInt8], _ side: String) throws(Obstacle) -> JSON {
    let document: JSON
    do {
      document = try JSON(parsing: bytes)
    } catch {
      if let marks = ConflictSides(of: bytes) {
        throw Obstacle(description: "\(side) has conflict marks, the first at line \(marks.firstLine)")
      }
      throw Obstacle(description: "\(side) is not JSON: \(error)")
    }
    guard document["nodes"]?.arrayValue != nil else { throw Obstacle(description: "\(side) is no workflow") }
    if let problem = MergeableWorkflow.problem(of: document) {
      throw Obstacle(description: "\(side) \(problem)")
    }
    return document
  }
}
