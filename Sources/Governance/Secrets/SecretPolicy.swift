/// `policies/secrets.json`: what happens to a secret that stands in a workflow in the clear.
package struct SecretPolicy: Sendable, Hashable, Codable {
  /// What can happen to it, from the mildest.
  package enum Action: String, Sendable, Hashable, Codable, CaseIterable, Comparable {
    /// It is stored as it is.
    case allow
    /// A placeholder stands for it, and the value is kept encrypted: deployable.
    case seal
    /// A placeholder stands for it, and the value is kept nowhere: comparable, never deployable.
    case redact
    /// The workflow is reported and not stored.
    case refuse

    private var strictness: Int {
      switch self {
      case .allow: 0
      case .seal: 1
      case .redact: 2
      case .refuse: 3
      }
    }

    package static func < (left: Action, right: Action) -> Bool { left.strictness < right.strictness }
  }

  /// What can happen where nothing can be sealed.
  package enum Fallback: String, Sendable, Hashable, Codable, CaseIterable {
    case allow, redact, refuse
  }

  /// Findings that are left alone; a field that is absent matches everything.
  package struct Exception: Sendable, Hashable, Codable {
    package var workflow: Slug?
    package var node: String?
    /// Name of the detector, `named-value` for example.
    package var detector: String?
    /// Why it is no secret, or may stand there.
    package var reason: String

    package init(
      workflow: Slug? = nil, node: String? = nil, detector: String? = nil, reason: String
    ) {
      self.workflow = workflow
      self.node = node
      self.detector = detector
      self.reason = reason
    }
  }

  package var action: Action
  /// Stricter actions by class of environment; ``action`` where absent.
  package var classes: [EnvironmentClass: Action]?
  /// What is done in place of `seal` where no service key is configured.
  package var withoutKey: Fallback
  package var exceptions: [Exception]?
  /// Public keys of age that can open sealed values beside the service's own.
  package var recipients: [String]?

  package init(
    action: Action, classes: [EnvironmentClass: Action]? = nil, withoutKey: Fallback,
    exceptions: [Exception]? = nil, recipients: [String]? = nil
  ) {
    self.action = action
    self.classes = classes
    self.withoutKey = withoutKey
    self.exceptions = exceptions
    self.recipients = recipients
  }

  /// What is done in an environment of the class. Without a key nothing can be sealed.
  package func action(in environmentClass: EnvironmentClass, hasKey: Bool) -> Action {
    let wanted = classes?[environmentClass] ?? action
    guard wanted == .seal, !hasKey else { return wanted }
    return switch withoutKey {
    case .allow: .allow
    case .redact: .redact
    case .refuse: .refuse
    }
  }

  /// Whether a person has said that the finding may stand.
  package func allows(_ finding: SecretFinding, in workflow: Slug?) -> Bool {
    (exceptions ?? []).contains { exception in
      (exception.workflow == nil || exception.workflow == workflow)
        && (exception.node == nil || exception.node == finding.node)
        && (exception.detector == nil || exception.detector == finding.detector)
    }
  }
}
