#if canImport(Glibc)
  internal import Glibc
#endif

/// How a simulated instance is set up.
package struct SimulatorConfiguration: Sendable {
  /// The release that is played.
  package var version: N8NRelease
  /// The owner's key; it holds all scopes.
  package var apiKey: String
  /// The address to listen on.
  package var host: String
  /// The port to listen on; 0 takes a free one.
  package var port: Int
  /// Where all ids and generated executions come from: the same seed and the same calls give the same ids.
  package var seed: UInt64
  /// The time, in milliseconds since 1970 UTC. Delays of n8n (2.40.7 publishes in the background) go by it too.
  package var now: @Sendable () -> Int64
  /// The only person on the instance.
  package var owner: Owner
  /// Ids to use instead of random ones, asked once per id; nil makes a random one.
  package var identifier: @Sendable (IdentifierKind) -> String?

  package init(
    version: N8NRelease, apiKey: String, host: String = "127.0.0.1", port: Int = 0, seed: UInt64 = 1,
    now: @escaping @Sendable () -> Int64 = SimulatorConfiguration.systemTime, owner: Owner = Owner(),
    identifier: @escaping @Sendable (IdentifierKind) -> String? = { _ in nil }
  ) {
    self.version = version
    self.apiKey = apiKey
    self.host = host
    self.port = port
    self.seed = seed
    self.now = now
    self.owner = owner
    self.identifier = identifier
  }

  /// The system's clock, in milliseconds since 1970 UTC.
  package static let systemTime: @Sendable () -> Int64 = {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }

  /// The time by its clock, for arithmetic.
  var time: Int { Int(clamping: now()) }

  /// The owner of the instance and of all that is on it.
  package struct Owner: Sendable {
    package var id: String
    package var email: String
    package var firstName: String
    package var lastName: String
    /// The id of the owner's personal project.
    package var projectID: String

    package init(
      id: String = "0bf00000-0000-4000-8000-000000000001", email: String = "owner@example.com",
      firstName: String = "Olga", lastName: String = "Owner", projectID: String = "OwnersProject001"
    ) {
      self.id = id
      self.email = email
      self.firstName = firstName
      self.lastName = lastName
      self.projectID = projectID
    }

    var name: String { "\(firstName) \(lastName)" }
  }
}

/// What an id is for.
package enum IdentifierKind: Sendable, Hashable {
  case workflow, version, tag, credential, node, webhook, user
}
