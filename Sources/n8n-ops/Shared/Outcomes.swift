import Governance
import Operations
import Terminal

extension Array {
  /// Ends the command with exit code 1 when everything failed and 3 when some did, or broke off half-way.
  func throwIfPartial<Value>(isPartial: (Value) -> Bool) throws(ExitCode)
  where Element == EnvironmentOutcome<Value> {
    let failed = count { if case .failure = $0.result { true } else { false } }
    let brokeOff = contains { if case .failure(let error) = $0.result { error.isIncomplete } else { false } }
    if failed == count, failed > 0, !brokeOff { throw .failure }
    let partial = contains { if case .success(let value) = $0.result { isPartial(value) } else { false } }
    if failed > 0 || partial { throw .partial }
  }
}
