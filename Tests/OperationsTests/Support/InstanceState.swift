import Governance
import JSON
import Ledger
import Simulator

/// All that people can see of an instance: content, drafts, activation, tags and settings of each workflow, by id.
/// What n8n counts and stamps by itself is left out, and a setting at its default equals none.
struct InstanceState: Equatable, CustomStringConvertible {
  let workflows: [String: JSON]

  init(_ simulator: Simulator) throws {
    let policy = try Rules.builtIn().normalization
    var workflows: [String: JSON] = [:]
    for document in simulator.workflows {
      let result = PortableForm.portable(from: document, mappings: EnvironmentMappings(), policy: policy)
      var state: JSONObject = ["runs": result.workflow]
      if let draft = result.draft { state["draft"] = draft }
      workflows[document["id"]?.stringValue ?? ""] = .object(state)
    }
    self.workflows = workflows
  }

  /// The state with each workflow under its name: for instances that gave other ids.
  var byName: [String: [JSON]] {
    Dictionary(grouping: workflows.values) { $0["runs"]?["name"]?.stringValue ?? "" }
      .mapValues { $0.sorted { $0.text(.canonical) < $1.text(.canonical) } }
  }

  var description: String {
    JSON.object(JSONObject(workflows.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })).text(
      .prettySorted)
  }
}
