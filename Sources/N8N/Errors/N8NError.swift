package import JSON

/// A call that did not do what it was asked: which environment, which call, what happened, what to do.
package struct N8NError: Error, Sendable, Hashable {
  /// The environment's name.
  package let environment: String
  /// Method and path.
  package let call: String
  /// What happened.
  package let kind: Kind
  /// What happened, in words; holds n8n's own message where there was one, cleaned and without the key.
  package let cause: String
  /// What to do about it.
  package let remedy: String
  /// The status of the answer; nil when there was none.
  package let status: Int?
  /// The place in the body that is meant, where n8n says one.
  package let pointer: JSONPointer?
  /// What is meant besides: the field, the node, the feature, the scope, the node type.
  package let subject: String?
  /// How long the server asks to wait.
  package let retryAfter: Duration?

  /// An error; the remedy follows from the kind.
  package init(
    environment: String, call: String, kind: Kind, cause: String, status: Int? = nil,
    pointer: JSONPointer? = nil, subject: String? = nil, retryAfter: Duration? = nil
  ) {
    self.environment = environment
    self.call = call
    self.kind = kind
    self.cause = cause
    self.status = status
    self.pointer = pointer
    self.subject = subject
    self.retryAfter = retryAfter
    remedy = kind.remedy(subject: subject)
  }

  /// Whether the instance may have done what was asked although no good answer came: look before repeating.
  package var isOutcomeUnknown: Bool { kind == .outcomeUnknown }

  /// Whether this version of n8n has no such call.
  package var isUnsupported: Bool { kind == .unsupported }
}

extension N8NError: CustomStringConvertible {
  package var description: String {
    let end = cause.last.map { ".!?".contains($0) } == true ? "" : "."
    return "\(environment): \(call): \(cause)\(end) \(remedy)."
  }
}
