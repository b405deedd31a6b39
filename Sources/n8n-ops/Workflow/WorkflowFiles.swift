import Foundation
import Governance
import JSON
import Ledger
import Resources
import Terminal

/// Workflow files of any origin, outside an ops repository.
struct WorkflowFiles {
  /// The built-in policies.
  let normalization: NormalizationPolicy
  let risk: RiskPolicy
  private let folder: String

  init(_ context: CommandContext) throws(OpsError) {
    let rules = try Rules.builtIn()
    normalization = rules.normalization
    risk = rules.risk
    folder = context.workingDirectory
  }

  /// The portable form of a file: what n8n exports or its API answers, or a file of a ledger.
  func portable(_ file: String) throws(OpsError) -> JSON {
    let path = absolute(file, in: folder)
    let bytes: [UInt8]
    do {
      bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    } catch {
      throw OpsError("The file cannot be read", at: file, because: error.localizedDescription)
    }
    do {
      return PortableForm.portable(
        from: try JSON(parsing: bytes), mappings: EnvironmentMappings(), policy: normalization
      ).workflow
    } catch {
      throw OpsError("The file is not JSON", at: file, because: "\(error)")
    }
  }
}
