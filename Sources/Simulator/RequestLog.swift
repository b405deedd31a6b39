/// One request that reached the simulator.
package struct LoggedRequest: Sendable, Hashable {
  /// The method.
  package let method: String
  /// The path, decoded, without query.
  package let path: String
  /// The status that was answered; 0 where the connection was reset instead.
  package let status: Int
}

/// The last requests, oldest first.
struct RequestLog {
  /// More than any test or demonstration makes.
  private static let bound = 100_000

  private(set) var requests: [LoggedRequest] = []

  mutating func add(_ request: LoggedRequest) {
    if requests.count >= Self.bound { requests.removeFirst(Self.bound / 2) }
    requests.append(request)
  }

  mutating func clear() { requests = [] }
}
