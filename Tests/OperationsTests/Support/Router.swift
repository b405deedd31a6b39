import HTTP
import Synchronization

/// The network of a test: names of instances that never change, whatever port their simulator got.
final class Router: HTTPTransport {
  private let addresses: Mutex<[String: String]>
  private static let client: HTTPClient = {
    var configuration = HTTPConfiguration(version: "1.0")
    configuration.allowsPlainHTTP = true
    return HTTPClient(configuration)
  }()

  init(_ addresses: [String: String]) { self.addresses = Mutex(addresses) }

  func address(_ name: String) -> String? { addresses.withLock { $0[name] } }

  func connect(_ name: String, to address: String) { addresses.withLock { $0[name] = address } }

  /// Cuts an instance off.
  func disconnect(_ name: String) { addresses.withLock { $0[name] = "http://127.0.0.1:1" } }

  func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse {
    var request = request
    for (name, address) in addresses.withLock(\.self) where request.url.hasPrefix("http://\(name).test/") {
      request.url = address + request.url.dropFirst("http://\(name).test".count)
    }
    return try await Self.client.send(request)
  }
}
