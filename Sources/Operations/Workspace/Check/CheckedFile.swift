import Git
import Governance
import JSON
import Ledger

/// A file of the tree with all that is known of it.
struct CheckedFile: Sendable {
  let path: String
  /// Nil where no part of the program reads it.
  let kind: StateFileKind?
  var bytes: [UInt8]
  /// The parsed text, or why it is none.
  let content: Result<JSON, JSONError>
  let reading: StateFileReading
  let violations: [SchemaViolation]
  /// What approved content names.
  let references: [PortableReference]

  /// A finding about it; where it stands in the text is found out at the end.
  func finding(
    _ rule: some CheckRule, at pointer: JSONPointer? = nil, isAboutName: Bool = false, _ problem: String,
    remedy: String
  ) -> CheckFinding {
    CheckFinding(
      rule: rule.name, path: path, pointer: pointer, isAboutName: isAboutName, problem: problem,
      remedy: remedy)
  }
}

extension CheckedFile {
  /// What nobody writes by hand, and no n8n holds as one workflow.
  private static let limits = JSONLimits(maxBytes: 32 << 20)

  /// Reads a file. The text of a baseline may be long, so it is not kept where nothing is wrong with it.
  ///
  /// - Parameters:
  ///   - policy: says where approved content names workflows.
  ///   - isNeeded: whether another file's rules look into it.
  init(
    path: String, bytes: [UInt8], schemas: StateSchemas, policy: NormalizationPolicy?, isNeeded: Bool = false
  ) {
    self.path = path
    kind = StateFileKind(path: path)
    guard let kind else {
      (self.bytes, content, reading, violations) = (bytes, .success(.null), StateFileReading(), [])
      references = []
      return
    }
    do {
      let json = try JSON(parsing: bytes, limits: Self.limits)
      let reading = kind.read(json)
      let violations = schemas.violations(of: json, schema: kind.schema)
      let isKept = isNeeded || kind != .baseline || !violations.isEmpty
      self.bytes = isKept ? bytes : []
      content = .success(isKept ? json : .null)
      (self.reading, self.violations) = (reading, violations)
      references =
        kind == .baseline ? policy.map { PortableReference.all(in: json, policy: $0) } ?? [] : []
    } catch {
      (self.bytes, content, reading, violations) = (bytes, .failure(error), StateFileReading(), [])
      references = []
    }
  }
}

extension CheckedFile {
  /// Whether the program needs the file and cannot make anything of it.
  var isUnreadable: Bool {
    guard kind != nil else { return false }
    if case .failure = content { return true }
    return reading.refusal != nil
  }
}

extension CheckedFile {
  /// Approved content whose very bytes stand elsewhere in the tree and are right.
  init(soundBaseline path: String, references: [PortableReference]) {
    self.path = path
    self.references = references
    kind = .baseline
    (bytes, content, reading, violations) = ([], .success(.null), StateFileReading(), [])
  }
}
