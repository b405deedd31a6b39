package import Governance
import N8N

/// One thing that was looked at, and what was found (ENV-004).
package struct Diagnosis: Sendable, Hashable {
  package enum Outcome: String, Sendable, Hashable {
    case good, warning, bad
  }

  /// What was looked at: `key for writing of production`.
  package var subject: String
  package var outcome: Outcome
  package var finding: String
  /// What to do about it; nil where there is nothing.
  package var remedy: String?

  package init(_ subject: String, _ outcome: Outcome, _ finding: String, remedy: String? = nil) {
    self.subject = subject
    self.outcome = outcome
    self.finding = finding
    self.remedy = remedy
  }

  /// Something that does not work.
  package init(_ subject: String, _ error: OpsError) {
    let finding = [error.what, error.why].compactMap(\.self).joined(separator: ": ")
    self.init(subject, .bad, finding, remedy: error.remedy)
  }
}

extension OperationContext {
  /// Looks at the environments: whether each instance answers, what its keys can do, and how old is what is known of it.
  package func diagnoseEnvironments() async throws(OpsError) -> [Diagnosis] {
    let main = try workspace.mainTree()
    let environments = try ledger.environments(in: main).sorted {
      ($0.value.class, $0.key) < ($1.value.class, $1.key)
    }
    let records = Dictionary(uniqueKeysWithValues: environments.map { ($0.key, $0.value) })
    let outcomes = await forEach(environments.map(\.key)) { name throws(OpsError) -> [Diagnosis] in
      guard let record = records[name] else { return [] }
      return try await diagnose(name, record)
    }
    return outcomes.flatMap { outcome -> [Diagnosis] in
      switch outcome.result {
      case .success(let found): found
      case .failure(let error): [Diagnosis("environment \(outcome.environment)", error)]
      }
    }
  }

  private func diagnose(_ name: Slug, _ record: EnvironmentRecord) async throws(OpsError) -> [Diagnosis] {
    var found: [Diagnosis] = []
    do {
      let capabilities = try await probe(name, record)
      found.append(Diagnosis("instance of \(name)", .good, capabilities.summary))
    } catch {
      // Without an answer its keys cannot be asked for either.
      return [Diagnosis("instance of \(name)", error), try freshness(of: name)]
    }
    for key in await keys(of: name, record) {
      let subject = "key for \(key.purpose == .read ? "reading" : "writing") of \(name)"
      if key.problem != nil || key.review?.missing.isEmpty == false {
        // A key for writing that is not found here may lie where deployments run.
        let isBad = key.isInsufficient || key.problem != nil && key.purpose == .read
        found.append(
          Diagnosis(
            subject, isBad ? .bad : .warning,
            key.warnings.joined(separator: "; "), remedy: "n8n-ops env test \(name)"))
      } else {
        let scopes = key.scopes.map { "\($0.count) scopes, all that is needed" } ?? "scopes are not told"
        found.append(Diagnosis(subject, .good, scopes))
      }
    }
    let sharers = try sharers(of: record, besides: name)
    if !sharers.isEmpty {
      found.append(
        Diagnosis(
          "address of \(name)", .warning,
          "\(sharers.map(\.text).joined(separator: ", ")) is the same instance",
          remedy: "n8n-ops env edit \(name) --url URL"))
    }
    return found + [try freshness(of: name)]
  }

  /// Whether the last attempt to read it went well.
  private func freshness(of name: Slug) throws(OpsError) -> Diagnosis {
    let (subject, remedy) = ("what is known of \(name)", "n8n-ops sync --env \(name)")
    let status = try ledger.status(of: name)
    guard let complete = status.lastCompleteSync else {
      return Diagnosis(subject, .warning, "it was never read", remedy: remedy)
    }
    guard let last = status.lastSync, last.isSuccess else {
      return Diagnosis(
        subject, .warning, "of \(complete); since then: \(status.lastSync?.message ?? "")", remedy: remedy)
    }
    return Diagnosis(subject, .good, "of \(complete)")
  }
}
