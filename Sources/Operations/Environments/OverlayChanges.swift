import Git
package import Governance
package import JSON
import Ledger

extension OperationContext {
  /// The values that an environment has of its own.
  package func overlay(of environment: Slug) throws(OpsError) -> Overlay {
    let main = try workspace.mainTree()
    _ = try ledger.environment(environment, in: main)
    return try ledger.overlay(of: environment, in: main) ?? Overlay()
  }

  /// Gives an environment a value of its own. In its approved content a marker takes the place of the value that was
  /// approved, so that nothing but the overlay says what stands there.
  package func setOverlay(_ entry: OverlayEntry, in environment: Slug) throws(OpsError) {
    try workspace.commit(to: workspace.main, as: act()) { (tree, edit) throws(OpsError) in
      let record = try ledger.environment(environment, in: tree)
      let workflow = try managed(entry.workflow, in: tree)
      var overlay = try ledger.overlay(of: environment, in: tree) ?? Overlay()
      let path = tenant.baseline(environment, workflow)
      let approved = try document(path, in: tree)
      let content: JSON? = if let approved { approved } else { try ledger.running(workflow, in: environment) }
      guard let content else {
        throw OpsError(
          "The workflow is not there", at: "\(workflow) in \(environment)",
          because: "it is neither approved nor observed there",
          remedy: "n8n-ops sync --env \(environment)")
      }
      let current = overlay.unmasked(content, workflow: entry.workflow)
      if let problem = Overlay.problem(with: entry, in: current) { throw refused(problem) }
      if let problem = secretProblem(with: entry, in: content, of: workflow, class: record.class) {
        throw refused(problem)
      }
      do throws(OverlayError) {
        try overlay.set(
          entry.value, workflow: entry.workflow, node: entry.node, at: entry.pointer)
      } catch {
        throw refused(error)
      }
      put(overlay, of: environment, into: &edit)
      if let approved {
        replace(approved, by: overlay.masked(approved, workflow: entry.workflow), path, &edit)
      }
      return note("set", entry, in: environment)
    }
  }

  /// Takes a value of an environment's own away; what it was is then the approved value.
  package func removeOverlay(
    of canonicalID: String, node: String, at pointer: JSONPointer, in environment: Slug
  ) throws(OpsError) -> OverlayEntry {
    var removed: OverlayEntry?
    try workspace.commit(to: workspace.main, as: act()) { (tree, edit) throws(OpsError) in
      _ = try ledger.environment(environment, in: tree)
      var overlay = try ledger.overlay(of: environment, in: tree) ?? Overlay()
      guard let value = overlay.remove(workflow: canonicalID, node: node, at: pointer) else {
        throw missing(canonicalID, node, pointer, in: environment)
      }
      let entry = OverlayEntry(workflow: canonicalID, node: node, pointer: pointer, value: value)
      removed = entry
      put(overlay, of: environment, into: &edit)
      if let workflow = Slug(canonicalID) {
        let path = tenant.baseline(environment, workflow)
        if let approved = try document(path, in: tree) {
          replace(approved, by: Overlay.unmasked(approved, entry), path, &edit)
        }
      }
      return note("remove", entry, in: environment)
    }
    guard let removed else { throw missing(canonicalID, node, pointer, in: environment) }
    return removed
  }

  private func missing(
    _ workflow: String, _ node: String, _ pointer: JSONPointer, in environment: Slug
  ) -> OpsError {
    OpsError(
      "There is no such value", at: "\(workflow), \(node), \(pointer) in \(environment)",
      remedy: "n8n-ops env overlay list \(environment)")
  }

  private func managed(_ canonicalID: String, in tree: LedgerTree) throws(OpsError) -> Slug {
    let mappings = try Mappings(tree: tree, tenant: tenant)
    guard let workflow = Slug(canonicalID), mappings.workflows[workflow] != nil else {
      throw OpsError(
        "There is no canonical workflow of this name", at: canonicalID, remedy: "n8n-ops canonical matrix")
    }
    return workflow
  }

  private func document(_ path: String, in tree: LedgerTree) throws(OpsError) -> JSON? {
    guard let bytes = try readGit({ () throws(GitError) in try tree.bytes(at: path) }) else { return nil }
    return try parse(bytes, at: path)
  }

  /// Overlays are stored as they are, so that no secret may stand in one, unless the policy lets it stand in Git.
  private func secretProblem(
    with entry: OverlayEntry, in content: JSON, of workflow: Slug, class environmentClass: EnvironmentClass
  ) -> OverlayError? {
    func problem(_ reason: OverlayError.Reason) -> OverlayError {
      OverlayError(
        workflow: entry.workflow, node: entry.node, pointer: entry.pointer.description, reason: reason)
    }
    if entry.hasPlaceholder { return problem(.placeholder) }
    guard rules.secrets.wanted(in: environmentClass) != .allow else { return nil }
    let found = entry.secrets(in: content, nodes: rules.nodes)
    return found.allSatisfy { rules.secrets.allows($0, in: workflow) } ? nil : problem(.secret)
  }

  private func refused(_ problem: OverlayError) -> OpsError {
    let remedy =
      switch problem.reason {
      case .secret:
        "Put it into a credential of n8n, or allow it in policies/secrets.json with a reason (exceptions)."
      case .structure:
        "Name the place of the value itself (/parameters/options/limit), or write a value like the one there."
      case .placeholder: "Write the value that is meant, or put a secret into a credential of n8n."
      default: "Name a node of the workflow and a JSON Pointer below /parameters: n8n-ops workflow show."
      }
    return OpsError(
      "The value cannot be set", at: "\(problem.workflow), \(problem.node), \(problem.pointer)",
      because: problem.reason.rawValue, remedy: remedy)
  }

  private func put(_ overlay: Overlay, of environment: Slug, into edit: inout LedgerEdit) {
    let path = tenant.overlay(environment)
    guard !overlay.isEmpty, var object = overlay.json.objectValue else {
      edit.remove(path)
      return
    }
    object["$schema"] = .string(StateCoding.schemaReference("overlay", from: path))
    edit.put(JSON.object(object).bytes(.prettySorted), at: path)
  }

  private func replace(_ old: JSON, by new: JSON, _ path: String, _ edit: inout LedgerEdit) {
    if new != old { edit.put(new.bytes(.prettySorted), at: path) }
  }

  private func note(_ verb: String, _ entry: OverlayEntry, in environment: Slug) -> CommitNote {
    CommitNote(
      "overlay", "\(verb) a value of \(entry.workflow) in \(environment)",
      body: "Node \(entry.node), \(entry.pointer).", tenant: tenant.tenant,
      action: "environment.overlay.\(verb)",
      target: environment.text)
  }
}
