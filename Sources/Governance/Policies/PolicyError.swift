/// A policy file that cannot be used.
package struct PolicyError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The policy: `normalization`, `risk`, ...
  package let policy: String
  /// The JSON Pointer of the value at fault; empty for the whole file.
  package let pointer: String
  /// What is wrong there and what is expected.
  package let message: String

  package init(policy: String, pointer: String, message: String) {
    self.policy = policy
    self.pointer = pointer
    self.message = message
  }

  package var description: String { "policies/\(policy).json\(pointer): \(message)" }
}
