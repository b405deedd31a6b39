package import Governance
package import HTTP
package import N8N

/// Makes clients for instances; resolves keys late and keeps none.
package struct Connector: Sendable {
  /// What the key is needed for.
  package enum Purpose: Sendable {
    case read, write
  }

  private let http: any HTTPTransport
  private let secrets: SecretResolver

  package init(http: any HTTPTransport, secrets: SecretResolver) {
    self.http = http
    self.secrets = secrets
  }

  /// Why the secret of a reference is not found here; nil where it is.
  func problem(of reference: SecretReference, for environment: Slug) -> OpsError? {
    do {
      _ = try secrets.resolve(reference, for: environment)
      return nil
    } catch {
      return error
    }
  }

  /// A client for the environment's instance.
  package func client(for environment: Slug, _ record: EnvironmentRecord, purpose: Purpose) throws(OpsError)
    -> N8NClient
  {
    let reference = purpose == .write ? record.deployKey ?? record.apiKey : record.apiKey
    let key = try secrets.resolve(reference, for: environment)
    guard let apiKey = APIKey(key) else {
      throw OpsError(
        "The key of the environment is no API key", at: "\(environment), \(reference)",
        remedy: "Make a key in n8n under Settings, n8n API, and store it there.")
    }
    do {
      return try N8NClient(baseURL: record.url, apiKey: apiKey, http: http, environmentName: environment.text)
    } catch {
      throw OpsError(n8nError: error)
    }
  }
}
