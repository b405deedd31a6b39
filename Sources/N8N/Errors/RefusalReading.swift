internal import JSON

/// What n8n's message means.
struct RefusalReading {
  let kind: N8NError.Kind
  let pointer: JSONPointer?
  let subject: String?

  /// - Parameters:
  ///   - message: n8n's `message`, on one line.
  ///   - reason: the `reason` beside it, which a publication blocked by a review has (api.md 2.4).
  init(status: Int, message: String, reason: String? = nil) {
    for rule in Self.rules where rule.statuses.contains(status) {
      guard let found = rule.match(message) else { continue }
      (kind, pointer, subject) = (rule.kind, found.pointer, found.subject)
      return
    }
    pointer = nil
    subject = nil
    kind =
      reason?.hasPrefix("review") == true || reason == "changes_requested"
      ? .reviewPending : .init(status: status)
  }

  private static let rules = KeyRules.all + RequestRules.all + PublishingRules.all + ReferenceRules.all
}

extension N8NError.Kind {
  /// What a status alone says.
  fileprivate init(status: Int) {
    switch status {
    case 401: self = .wrongKey
    case 403: self = .noPermission
    case 404: self = .notFound
    case 405: self = .unsupported
    case 409: self = .conflict
    case 413: self = .tooLarge
    case 415: self = .wrongMediaType
    case 429: self = .rateLimited
    case 500...: self = .serverFailed
    default: self = .refused
    }
  }
}
