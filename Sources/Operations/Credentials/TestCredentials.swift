package import Governance
package import Ledger
package import N8N

/// Finds out whether the credentials of an environment work (CRED-005): n8n's own test where the version has one, else
/// what failed executions say.
package struct TestCredentials: Sendable {
  /// What was found of one.
  package struct Finding: Sendable {
    package enum Source: String, Sendable {
      case n8n, executions
    }

    package var credential: CredentialEntry
    package var verdict: CredentialTest.Verdict
    package var source: Source
    /// n8n's words or the message of the execution; empty where there are none.
    package var message: String
  }

  private let context: OperationContext
  private let environment: Slug
  private let selection: Set<String>

  /// - Parameter selection: names, ids or logical names; empty means all that nodes use.
  package init(_ context: OperationContext, environment: Slug, selection: Set<String> = []) {
    self.context = context
    self.environment = environment
    self.selection = selection
  }

  package func run() async throws(OpsError) -> [Finding] {
    let main = try context.workspace.mainTree()
    let record = try context.ledger.environment(environment, in: main)
    let chosen = try chosen(from: try context.ledger.credentials(of: environment, in: main))
    let client = try context.connector.client(for: environment, record, purpose: .read)
    let isTested = try await context.capabilities(of: environment, record).canTestCredential
    let executions = try context.ledger.executions(of: environment)
    let index = try context.ledger.index(of: environment).items
    var findings: [Finding] = []
    for credential in chosen {
      let asked = isTested ? try await ask(client, credential) : nil
      findings.append(asked ?? judge(credential, by: executions, index))
    }
    return findings
  }

  private func chosen(from overview: CredentialOverview) throws(OpsError) -> [CredentialEntry] {
    guard !selection.isEmpty else { return overview.entries.filter { !$0.uses.isEmpty } }
    let chosen = overview.entries.filter { !$0.names.isDisjoint(with: selection) }
    let unknown = selection.subtracting(chosen.flatMap(\.names))
    guard unknown.isEmpty else {
      throw OpsError(
        "There is no such credential", at: "\(environment), \(unknown.sorted().joined(separator: ", "))",
        because: "it is neither the name nor the id of one that the last sync saw",
        remedy: "n8n-ops credential list --env \(environment)")
    }
    return chosen
  }

  /// n8n's own test; nil where the key may not ask for it.
  private func ask(_ client: N8NClient, _ credential: CredentialEntry) async throws(OpsError) -> Finding? {
    do {
      let test = try await client.testCredential(id: credential.id)
      return Finding(credential: credential, verdict: test.verdict, source: .n8n, message: test.message)
    } catch {
      if error.kind == .notFound {
        return Finding(
          credential: credential, verdict: .fails, source: .n8n, message: "it does not exist any more")
      }
      let told = OpsError(n8nError: error)
      guard told.isNotAllowed else { throw told }
      return nil
    }
  }

  /// By the last execution of each workflow that uses it: one that went well proves it, one that a service refused in
  /// the very node speaks against it.
  private func judge(
    _ credential: CredentialEntry, by executions: [ExecutionSegment.Item],
    _ index: [String: ObservedIndex.Item]
  ) -> Finding {
    var finding = Finding(credential: credential, verdict: .untested, source: .executions, message: "")
    for use in credential.uses {
      let last = executions.first { item in
        guard let workflow = index[item.workflow], !item.isOpen else { return false }
        return use.workflow.map { workflow.workflow == $0 } ?? (workflow.name == use.name)
      }
      guard let last else { continue }
      if last.isFailed, last.node == use.node, Self.isRefusal(last.message ?? "") {
        finding.verdict = .fails
        finding.message = "execution \(last.id), \(use.node): \(last.message ?? "")"
        return finding
      }
      if last.status == "success" { finding.verdict = .works }
    }
    return finding
  }

  private static func isRefusal(_ message: String) -> Bool {
    let message = message.lowercased()
    return [
      "401", "403", "unauthorized", "forbidden", "authentication", "authorization failed",
      "invalid credentials", "invalid api key", "access denied", "password", "token expired",
      "invalid_grant", "could not be decrypted",
    ].contains(where: message.contains)
  }
}

extension CredentialEntry {
  /// What people may call it.
  package var names: Set<String> { Set([id, name] + (logical.map { [$0.text] } ?? [])) }
}
