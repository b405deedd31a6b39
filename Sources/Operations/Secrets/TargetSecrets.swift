import Governance
import JSON

/// How secrets come and go between a deployment and its target: placeholders on this side, values on the other.
struct TargetSecrets {
  let sealing: SecretSealing
  /// Id -> value of every placeholder that the goals have.
  private let values: [String: String]
  /// Secrets that the goals have in the clear, by workflow.
  private let clear: [Slug: Set<String>]

  /// Throws where a goal needs a value that cannot be opened, before anything is written.
  init(_ context: OperationContext, class environmentClass: EnvironmentClass, goals: [Deployment.Goal])
    throws(OpsError)
  {
    let sealing = try context.sealing(in: environmentClass)
    let values = try context.openSecrets(of: goals.map(\.content))
    var clear: [Slug: Set<String>] = [:]
    for goal in goals {
      if let reason = context.reasonClosed(goal.content, with: values) {
        throw OpsError(
          "The workflow cannot be written as it is, so nothing was written", at: goal.workflow.text,
          because: reason, remedy: "n8n-ops secret check")
      }
      clear[goal.workflow] = sealing.values(in: goal.content)
    }
    self.sealing = sealing
    self.values = values
    self.clear = clear
  }

  func seal(_ portable: JSON, of workflow: Slug) -> JSON {
    sealing.seal(portable, of: workflow, keeping: clear[workflow] ?? []).workflow
  }

  func open(_ document: JSON) -> JSON? { SecretPlaceholder.open(document, with: values) }
}
