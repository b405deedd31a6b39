package import JSON

extension Simulator {
  /// Stores any workflow document with its content exactly as it is, settings and unknown keys of nodes included.
  ///
  /// - Parameter active: publishes it, without the checks that n8n makes.
  /// - Returns: its new id.
  /// - Throws: `SimulatorError.noWorkflow` where the document has no nodes.
  @discardableResult
  package func load(workflow document: JSON, active: Bool = false) throws(SimulatorError) -> String {
    guard document.objectValue != nil else { throw .noWorkflow("it is no object") }
    guard let nodes = document["nodes"], nodes.arrayValue != nil else { throw .noWorkflow("it has no nodes") }
    return host.withInstance { instance, now in
      instance.importWorkflow(document, nodes: nodes, active: active, now: now)
    }
  }

  /// Stores what a person changed in n8n's editor.
  ///
  /// - Parameters:
  ///   - publish: presses Publish afterwards. 1.123.81 publishes with every save of an active workflow, asked or not.
  ///   - change: changes name, nodes, connections, settings, pinData or staticData.
  package func edit(
    workflowID: String, publish: Bool = false, _ change: (inout JSON) -> Void
  ) throws(SimulatorError) {
    try host.withInstance { instance, now throws(SimulatorError) in
      try instance.edit(workflowID, publish: publish, now: now, change)
    }
  }

  /// Deletes a workflow as a person does in the editor, whatever its state.
  package func delete(workflowID: String) throws(SimulatorError) {
    try host.withInstance { instance, _ throws(SimulatorError) in
      guard let workflow = instance.workflows[workflowID] else { throw .unknownWorkflow(workflowID) }
      instance.remove(workflow)
    }
  }

  /// Makes a credential.
  ///
  /// - Returns: its id.
  @discardableResult
  package func addCredential(type: String, name: String) -> String {
    host.withInstance { instance, now in instance.addCredential(type: type, name: name, now: now).id }
  }

  /// Makes a tag, or finds the one with that name.
  ///
  /// - Returns: its id.
  @discardableResult
  package func addTag(name: String) -> String {
    host.withInstance { instance, now in instance.tag(named: name, now: now).id }
  }

  /// Makes a further key.
  ///
  /// - Parameters:
  ///   - scopes: nil for all.
  ///   - expiresAt: milliseconds since 1970 UTC; nil for never.
  package func addKey(_ key: String, scopes: Set<String>?, expiresAt: Int? = nil) {
    host.withInstance { instance, _ in
      instance.keys[key] = StoredKey(scopes: scopes, expiresAt: expiresAt)
    }
  }

  /// Makes a further key that only reads: with every scope of the release that lists or reads.
  package func addReadKey(_ key: String) {
    host.withInstance { instance, _ in
      let scopes = instance.behaviour.scopes.filter { $0.hasSuffix(":list") || $0.hasSuffix(":read") }
      instance.keys[key] = StoredKey(scopes: Set(scopes), expiresAt: nil)
    }
  }

  /// All that is stored, for ``restore(_:)``: JSON.
  package var state: [UInt8] {
    get throws(SimulatorError) {
      try host.withInstance { instance, _ throws(SimulatorError) in
        do {
          return try JSON.encode(SavedState(of: &instance)).bytes(.compact)
        } catch {
          throw .badState("\(error)")
        }
      }
    }
  }

  /// Takes over what another run has stored; for an instance that has nothing yet.
  ///
  /// - Throws: `SimulatorError.badState` where it is none.
  package func restore(_ state: [UInt8]) throws(SimulatorError) {
    let saved: SavedState
    do {
      saved = try JSON(parsing: state, limits: JSONLimits(maxBytes: 1 << 30)).decode()
    } catch {
      throw .badState("\(error)")
    }
    // Nobody else has hold of what was just read.
    nonisolated(unsafe) let mine = saved
    host.withInstance { instance, _ in mine.restore(into: &instance) }
  }

  /// All workflows as GET /workflows/{id} answers them, in the order of their ids.
  package var workflows: [JSON] {
    host.withInstance { instance, _ in
      let rendering = WorkflowRendering(instance: instance, occasion: .reading)
      return instance.workflowOrder.compactMap { id in
        instance.workflows[id].map { rendering.json($0, instance.behaviour.shapes.get) }
      }
    }
  }

  /// All executions as GET /executions answers them with their data, newest first.
  package var executions: [JSON] {
    host.withInstance { instance, _ in
      let rendering = ExecutionRendering(behaviour: instance.behaviour)
      return instance.executions.reversed().map { rendering.item($0, withData: true) }
    }
  }

  /// Makes past executions of the active workflows.
  ///
  /// - Parameters:
  ///   - duration: how far back, in milliseconds; the runs are spread evenly.
  ///   - failuresPerHundred: how many fail besides those that would.
  package func generateExecutions(count: Int, over duration: Int, failuresPerHundred: Int = 5) {
    host.withInstance { instance, now in
      instance.generateExecutions(
        count: count, over: duration, failuresPerHundred: failuresPerHundred, now: now)
    }
  }
}
