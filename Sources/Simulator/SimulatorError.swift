/// Why something asked of the simulator in process was not done.
package enum SimulatorError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The server cannot listen; with what the system said.
  case cannotListen(String)
  /// The document is no workflow; with what is wrong.
  case noWorkflow(String)
  /// What was stored cannot be written or read; with what is wrong.
  case badState(String)
  /// There is no workflow with that id.
  case unknownWorkflow(String)

  package var description: String {
    switch self {
    case .cannotListen(let reason): reason
    case .noWorkflow(let reason): "not a workflow: \(reason)"
    case .badState(let reason): "not the state of an instance: \(reason)"
    case .unknownWorkflow(let id): "no workflow with the id \(id)"
    }
  }
}
