package import Governance
package import JSON

/// JSON of a file that n8n-ops wrote.
package func parse(_ bytes: [UInt8], at path: String) throws(OpsError) -> JSON {
  do {
    return try JSON(parsing: bytes)
  } catch {
    throw OpsError(
      "A file is not JSON", at: path, because: "\(error)", remedy: "Restore it from its history.")
  }
}
