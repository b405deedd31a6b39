package import Governance
package import N8N

/// One key of an environment, as it was found.
package struct EnvironmentKey: Sendable {
  package let purpose: Connector.Purpose
  /// Where it lies.
  package let reference: SecretReference
  /// Its scopes; nil where the instance does not tell (before 2.14) or the key was not found.
  package var scopes: [String]?
  /// Its scopes held against what it needs; nil as above.
  package var review: KeyReview?
  /// Why it could not be asked for.
  package var problem: String?

  /// Whether it lacks what it is for, as far as the instance tells: reading for the key of timers, and writing for one
  /// that is named for it. What the only key lacks for writing is not missed until somebody deploys.
  package var isInsufficient: Bool { !missing(for: purpose == .read ? .reading : .writing).isEmpty }

  private func missing(for needs: KeyNeeds) -> [String] {
    scopes.map { KeyReview(scopes: $0, needs: needs).missing } ?? []
  }

  /// What a person should know, each on a line of its own.
  package var warnings: [String] {
    if let problem { return [problem] }
    guard let review else { return [] }
    var lines: [String] = []
    let toRead = purpose == .read ? missing(for: .reading) : []
    let toWrite = review.missing.filter { !toRead.contains($0) }
    if !toRead.isEmpty {
      lines.append(
        "it lacks \(toRead.joined(separator: ", ")): without, no sync and no drift check can be made")
    }
    if !toWrite.isEmpty {
      lines.append(
        "it lacks \(toWrite.joined(separator: ", ")): without, deployments are refused before anything is written"
      )
    }
    lines += review.losses
    if !review.excess.isEmpty {
      let shown = review.excess.prefix(6).joined(separator: ", ")
      let more = review.excess.count > 6 ? " and \(review.excess.count - 6) more" : ""
      lines.append("it can more than it needs: \(shown)\(more)")
    }
    return lines
  }
}

extension OperationContext {
  /// Both keys of an environment with their scopes. One that cannot be found or asked for is told, not thrown: a
  /// machine that only reads need not have the key for writing.
  package func keys(of environment: Slug, _ record: EnvironmentRecord) async -> [EnvironmentKey] {
    var keys = [await key(.read, record.apiKey, of: environment, record)]
    if let deployKey = record.deployKey { keys.append(await key(.write, deployKey, of: environment, record)) }
    return keys
  }

  private func key(
    _ purpose: Connector.Purpose, _ reference: SecretReference, of environment: Slug,
    _ record: EnvironmentRecord
  ) async -> EnvironmentKey {
    var key = EnvironmentKey(purpose: purpose, reference: reference)
    do throws(OpsError) {
      let client = try connector.client(for: environment, record, purpose: purpose)
      key.scopes = try await ask { () async throws(N8NError) in try await client.keyScopes() }?.sorted()
    } catch {
      key.problem = [error.what, error.why].compactMap(\.self).joined(separator: ": ")
      return key
    }
    // A key that does both is measured by what writing needs.
    let isForBoth = purpose == .write || record.deployKey == nil
    key.review = key.scopes.map { scopes in
      guard isForBoth else { return KeyReview(scopes: scopes, needs: .reading) }
      return KeyReview(scopes: scopes, needs: purpose == .write ? .writing : .both)
    }
    return key
  }

  /// A client whose key may write, as far as the instance tells; asked before anything is written.
  func writingClient(for environment: Slug, _ record: EnvironmentRecord) async throws(OpsError) -> N8NClient {
    let client = try connector.client(for: environment, record, purpose: .write)
    // An instance that does not answer this says so with the first call that matters.
    guard let scopes = (try? await client.keyScopes()) ?? nil else { return client }
    let missing = KeyReview(scopes: scopes, needs: .writing).missing
    guard missing.isEmpty else {
      let reference = record.deployKey ?? record.apiKey
      throw OpsError(
        "The key for writing may not do what a deployment needs, so nothing was written",
        at: "\(environment), \(reference)", because: "it lacks \(missing.joined(separator: ", "))",
        remedy: record.deployKey == nil
          ? "n8n-ops env edit \(environment) --deploy-key-from env:NAME, with a key that has these scopes"
          : "Give the key these scopes in n8n (Settings, n8n API).")
    }
    return client
  }
}

extension KeyNeeds {
  /// Of the one key of an environment that has no other.
  fileprivate static let both = KeyNeeds(
    required: writing.required, useful: reading.useful + writing.useful.filter { $0.scope != "tag:list" },
    optional: reading.optional)
}
