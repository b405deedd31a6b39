package import Governance
import JSON

/// A value that has a file of its own in the tree, with a JSON Schema of the same name in `state/schemas`.
package protocol StateFile: Codable, Sendable {
  /// Name of the schema, `tenant` for `tenant.schema.json`.
  static var schemaName: String { get }
}

extension Tenant: StateFile { package static var schemaName: String { "tenant" } }
extension Member: StateFile { package static var schemaName: String { "member" } }
extension EnvironmentRecord: StateFile { package static var schemaName: String { "environment" } }
extension CanonicalWorkflow: StateFile { package static var schemaName: String { "workflow" } }
extension CredentialRecord: StateFile { package static var schemaName: String { "credential" } }
extension Pipeline: StateFile { package static var schemaName: String { "pipeline" } }
extension Promotion: StateFile { package static var schemaName: String { "promotion" } }
extension Incident: StateFile { package static var schemaName: String { "incident" } }
extension GuardPolicy: StateFile { package static var schemaName: String { "environment-classes" } }
extension SecretPolicy: StateFile { package static var schemaName: String { "secrets" } }
extension DriftPolicy: StateFile { package static var schemaName: String { "drift" } }
extension RolesPolicy: StateFile { package static var schemaName: String { "roles" } }
extension Platform: StateFile {
  package static let path = "state/platform.json"
  package static var schemaName: String { "platform" }
}
extension PlanPolicy: StateFile { package static var schemaName: String { "plans" } }
extension RetentionPolicy: StateFile { package static var schemaName: String { "retention" } }

/// State files between bytes and values: JSON written one way, keys sorted, two spaces, final newline.
package enum StateCoding {
  /// The bytes of a value for the given path; `$schema` points from there to `state/schemas`.
  package static func bytes<Value: StateFile>(_ value: Value, at path: String) throws -> [UInt8] {
    var json = try JSON.encode(value)
    if case .object(var object) = json {
      object["$schema"] = .string(schemaReference(Value.schemaName, from: path))
      json = .object(object)
    }
    return json.bytes(.prettySorted)
  }

  /// The value of a file.
  package static func value<Value: StateFile>(_ type: Value.Type, from bytes: [UInt8], at path: String)
    throws(OpsError) -> Value
  {
    do {
      return try JSON(parsing: bytes).decode(as: type)
    } catch {
      throw OpsError(
        "A state file cannot be read", at: path, because: "\(error)",
        remedy: "Correct the file by hand and commit it; `n8n-ops check` tells when it is right.")
    }
  }

  /// Relative reference from a file to its schema.
  package static func schemaReference(_ name: String, from path: String) -> String {
    let depth = path.split(separator: "/").count - 1
    let up = String(repeating: "../", count: depth)
    return "\(up)state/schemas/\(name).schema.json"
  }
}
