internal import HTTPServer
internal import Synchronization

/// The instance behind its lock, with the faults and the log. It is apart from `Simulator` so that the server's threads
/// hold this and never the owner of the server: a server must not be let go on one of its own threads.
final class InstanceHost: Sendable {
  private struct State {
    var instance: Instance
    var log = RequestLog()
    var faults = FaultPlan()
    var random: SeededRandom
  }

  private let configuration: SimulatorConfiguration
  private let state: Mutex<State>

  init(_ configuration: SimulatorConfiguration) {
    self.configuration = configuration
    state = Mutex(State(instance: Instance(configuration), random: SeededRandom(seed: configuration.seed)))
  }

  var requests: [LoggedRequest] { state.withLock { $0.log.requests } }

  func clearRequests() { state.withLock { $0.log.clear() } }

  func inject(_ fault: Fault) { state.withLock { $0.faults.add(fault) } }

  func clearFaults() { state.withLock { $0.faults.clear() } }

  /// Answers one request, as the server does.
  func respond(to request: ServerRequest) -> ServerResponse {
    state.withLock { state in
      let action =
        request.header("X-Sim-Fault").flatMap(Fault.Action.init(text:))
        ?? state.faults.action(method: request.method, path: request.path)
      var response = Delivery.response(to: request, action: action) {
        state.instance.handle(request, now: configuration.time)
      }
      switch action {
      case .jitter(let least, let most):
        let range = least.milliseconds...max(least, most).milliseconds
        response.delay = .milliseconds(Int64.random(in: range, using: &state.random))
      case .shift: state.instance.removeFirst()
      default: break
      }
      let status = response.delivery == .reset ? 0 : response.status
      state.log.add(LoggedRequest(method: request.method, path: request.path, status: status))
      return response
    }
  }

  /// Works on the instance under the lock.
  func withInstance<Result: Sendable, Failure: Error>(
    _ body: (inout Instance, _ now: Int) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try state.withLock { state throws(Failure) in
      let now = configuration.time
      state.instance.settle(now)
      return try body(&state.instance, now)
    }
  }
}

extension Instance {
  /// Deletes the workflow that stands first in lists.
  fileprivate mutating func removeFirst() {
    if let id = workflowOrder.first, let workflow = workflows[id] { remove(workflow) }
  }
}

extension Duration {
  /// Whole milliseconds.
  fileprivate var milliseconds: Int64 {
    components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
  }
}
