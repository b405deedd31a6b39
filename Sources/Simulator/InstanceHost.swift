internal import HTTPServer
internal import JSON
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

  /// Answers one request, as the server does. What only reads is answered from a picture of the instance, beside other
  /// requests.
  func respond(to request: ServerRequest) -> ServerResponse {
    if let text = request.header("X-Sim-Fault"), Fault.Action(text: text) == nil {
      return unknownFault(text, request)
    }
    return answer(to: request)
  }

  /// A fault that is none would pass for an instance that is well.
  private func unknownFault(_ text: String, _ request: ServerRequest) -> ServerResponse {
    let log = LoggedRequest(method: request.method, path: request.path, status: 400)
    state.withLock { $0.log.add(log) }
    return Delivery.response(
      Answer(["message": .string("X-Sim-Fault names no fault of the simulator: \(text)")], status: 400))
  }

  private func answer(to request: ServerRequest) -> ServerResponse {
    request.onlyReads ? readingResponse(to: request) : changingResponse(to: request)
  }

  private func changingResponse(to request: ServerRequest) -> ServerResponse {
    state.withLock { state in
      let action = Self.action(on: request, &state)
      var response = response(to: request, action, from: &state.instance)
      Self.finish(request, action, &response, &state)
      return response
    }
  }

  private func readingResponse(to request: ServerRequest) -> ServerResponse {
    var (action, picture) = state.withLock { state in
      state.instance.settle(configuration.time)
      return (Self.action(on: request, &state), state.instance)
    }
    var response = response(to: request, action, from: &picture)
    state.withLock { Self.finish(request, action, &response, &$0) }
    return response
  }

  private static func action(on request: ServerRequest, _ state: inout State) -> Fault.Action? {
    request.header("X-Sim-Fault").flatMap(Fault.Action.init(text:))
      ?? state.faults.action(method: request.method, path: request.path)
  }

  private func response(
    to request: ServerRequest, _ action: Fault.Action?, from instance: inout Instance
  ) -> ServerResponse {
    Delivery.response(to: request, action: action) { instance.handle(request, now: configuration.time) }
  }

  private static func finish(
    _ request: ServerRequest, _ action: Fault.Action?, _ response: inout ServerResponse, _ state: inout State
  ) {
    switch action {
    case .jitter(let least, let most):
      let range = least.milliseconds...max(least, most).milliseconds
      response.delay = .milliseconds(Int64.random(in: range, using: &state.random))
    case .shift: state.instance.removeFirst()
    default: break
    }
    let status = response.delivery == .reset ? 0 : response.status
    state.log.add(LoggedRequest(method: request.method, path: request.path, status: status))
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

extension ServerRequest {
  /// Whether it changes nothing: a GET of the API. One of a webhook makes an execution.
  fileprivate var onlyReads: Bool { method == "GET" && segments.first == "api" }
}

extension Duration {
  /// Whole milliseconds.
  fileprivate var milliseconds: Int64 {
    components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
  }
}
