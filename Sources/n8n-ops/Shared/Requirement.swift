import Ledger
import Operations
import Terminal

extension StateFile {
  /// Refuses, as a wrong command line, what could not be saved; nothing has been asked or written by then.
  ///
  /// - Parameter names: what the command calls the members, such as `--url` for `url`.
  func require(_ names: [String: String]) throws(ValidationError) {
    guard let violation = StateRequirement.violations(of: self).first else { return }
    let name = names[violation.member] ?? violation.member
    throw ValidationError("\(name): \(violation.problem). \(violation.expectation)")
  }
}
