internal import HTTPServer
internal import Synchronization

/// An n8n instance of our own: its public API, as far as n8n-ops and its tests use it, with the habits of a chosen
/// release. See docs/simulator.md for what it plays and how that was measured.
///
/// It can be used from any thread. What is done in process (`load`, `edit`, ...) is done at once and without checks.
package final class Simulator: Sendable {
  let host: InstanceHost
  private let configuration: SimulatorConfiguration
  private let server = Mutex<HTTPServer?>(nil)

  package init(_ configuration: SimulatorConfiguration) {
    self.configuration = configuration
    host = InstanceHost(configuration)
  }

  /// Starts to listen; where it does so already, tells the address again.
  ///
  /// - Returns: the base URL without a path, `http://127.0.0.1:PORT`.
  package func start() throws(SimulatorError) -> String {
    try server.withLock { server throws(SimulatorError) in
      if let server { return server.url }
      do throws(HTTPServerError) {
        let tooLarge = Answer.errorPage(413, "PayloadTooLargeError: request entity too large")
        let started = try HTTPServer(
          host: configuration.host, port: configuration.port, tooLarge: Delivery.response(tooLarge)
        ) { [host] in host.respond(to: $0) }
        server = started
        return started.url
      } catch {
        throw .cannotListen(error.description)
      }
    }
  }

  /// Stops listening and ends all connections. What is stored stays, and `start` can be called again.
  package func stop() {
    let running = server.withLock { $0.take() }
    running?.stop()
  }

  /// The requests so far, oldest first.
  package var requests: [LoggedRequest] { host.requests }

  /// Forgets the requests so far.
  package func clearRequests() { host.clearRequests() }

  /// Switches a fault on.
  package func inject(_ fault: Fault) { host.inject(fault) }

  /// Switches all faults off.
  package func clearFaults() { host.clearFaults() }
}
