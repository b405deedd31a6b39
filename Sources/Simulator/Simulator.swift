internal import HTTPServer
internal import Synchronization

/// An n8n instance of our own: its public API, as far as n8n-ops and its tests use it, with the habits of a chosen
/// release. See docs/simulator.md for what it plays and how that was measured.
///
/// It can be used from any thread. What is done in process (`load`, `edit`, ...) is done at once and without checks.
package final class Simulator: Sendable {
  private struct State {
    var instance: Instance
    var log = RequestLog()
    var faults = FaultPlan()
  }

  let configuration: SimulatorConfiguration
  private let state: Mutex<State>
  private let server = Mutex<HTTPServer?>(nil)

  package init(_ configuration: SimulatorConfiguration) {
    self.configuration = configuration
    state = Mutex(State(instance: Instance(configuration)))
  }

  /// Starts to listen; where it does so already, tells the address again.
  ///
  /// - Returns: the base URL without a path, `http://127.0.0.1:PORT`.
  package func start() throws(SimulatorError) -> String {
    if let url = server.withLock({ $0?.url }) { return url }
    do throws(HTTPServerError) {
      let tooLarge = Answer.errorPage(413, "PayloadTooLargeError: request entity too large")
      let started = try HTTPServer(
        host: configuration.host, port: configuration.port, tooLarge: Delivery.response(tooLarge)
      ) { [weak self] request in
        self?.respond(to: request) ?? ServerResponse(status: 503)
      }
      server.withLock { $0 = started }
      return started.url
    } catch {
      throw .cannotListen(error.description)
    }
  }

  /// Stops listening and ends all connections. What is stored stays, and `start` can be called again.
  package func stop() {
    let running = server.withLock { $0.take() }
    running?.stop()
  }

  /// The requests so far, oldest first.
  package var requests: [LoggedRequest] { state.withLock { $0.log.requests } }

  /// Forgets the requests so far.
  package func clearRequests() { state.withLock { $0.log.clear() } }

  /// Switches a fault on.
  package func inject(_ fault: Fault) { state.withLock { $0.faults.add(fault) } }

  /// Switches all faults off.
  package func clearFaults() { state.withLock { $0.faults.clear() } }

  /// Answers one request, as the server does.
  func respond(to request: ServerRequest) -> ServerResponse {
    state.withLock { state in
      let action =
        request.header("X-Sim-Fault").flatMap(Fault.Action.init(text:))
        ?? state.faults.action(method: request.method, path: request.path)
      let response = Delivery.response(to: request, action: action) {
        state.instance.handle(request, now: configuration.time)
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
