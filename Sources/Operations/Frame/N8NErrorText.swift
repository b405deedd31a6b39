package import Governance
package import N8N

extension OpsError {
  /// An error of a call to n8n; it knows its cause and its remedy already.
  package init(n8nError error: N8NError) {
    self.init(
      "A call to n8n failed", at: "\(error.environment), \(error.call)", because: error.cause,
      remedy: error.remedy)
    isTemporary = error.kind.isTemporary
    if error.kind == .cancelled { (what, why) = ("Interrupted before the end, so nothing was changed", nil) }
    isNotAllowed = [.missingScope, .noPermission, .licenceNeeded, .unsupported].contains(error.kind)
  }
}

/// Turns an error of n8n's client into one for people.
func ask<Result>(_ body: () async throws(N8NError) -> Result) async throws(OpsError) -> Result {
  do {
    return try await body()
  } catch {
    throw OpsError(n8nError: error)
  }
}
