import Foundation
import Governance
import JSON
import Ledger
import Simulator
import Testing

@testable import Operations

@Suite("Secrets in workflows")
struct SealTests {
  /// Made up, in the form of a real one.
  private static let token = "ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"
  private static let other = "ghp_" + "Z9y8X7w6V5u4T3s2R1q0P9o8N7m6L5k4J3h2"

  private static func code(_ token: String) -> String { "const t = '\(token)'; return [];" }

  private static func key(_ name: String, in folder: TestFolder) throws -> ServiceKey {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["age-keygen", "-o", folder(name)]
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return try ServiceKey("file:\(folder(name))", variables: [:])
  }

  /// A governed landscape; afterwards a key and a policy, and a token in the report of development.
  private func landscape(
    _ action: SecretPolicy.Action = .seal, exceptions: [SecretPolicy.Exception] = [], hasKey: Bool = true,
    withoutKey: SecretPolicy.Fallback = .allow, release: N8NRelease = .v2_40_7
  ) async throws -> Landscape {
    let landscape = try Landscape(release)
    try await landscape.govern()
    let key = hasKey ? try Self.key("service.key", in: landscape.folder) : nil
    landscape.secrets.withLock {
      $0 = (key, SecretPolicy(action: action, withoutKey: withoutKey, exceptions: exceptions))
    }
    try landscape.edit("dev", "report", code: Self.code(Self.token))
    return landscape
  }

  private func observed(_ landscape: Landscape, _ name: String = "dev") throws -> String {
    try #require(try landscape.text("workflows/weekly-report.json", on: "observed/acme/\(name)"))
  }

  private func expectNoTrace(_ landscape: Landscape, of secret: String = token) throws {
    let objects = try landscape.folder.git("cat-file", "--batch-all-objects", "--batch")
    #expect(objects.contains("weekly"), "the objects are read")
    #expect(!objects.contains(secret))
  }

  private func placeholder(_ text: String) throws -> String {
    let start = try #require(text.range(of: "<n8n-ops:"))
    return String(text[start.lowerBound...].prefix { $0 != ">" }) + ">"
  }

  @Test(
    "WF-005 a token is sealed, promoted, and arrives; no object of Git has it", arguments: N8NRelease.allCases
  )
  func promote(_ release: N8NRelease) async throws {
    let landscape = try await landscape(release: release)
    try await landscape.sync("dev")
    let placeholder = try placeholder(try observed(landscape))
    #expect(placeholder.hasPrefix("<n8n-ops:sealed:"))
    let id = try await landscape.approved(["weekly-report"])
    #expect(try await landscape.run().refused.map(\.reason) == [])
    let promotion = try landscape.promotion(id)
    #expect(promotion.failure == nil)
    #expect(promotion.workflows.map(\.hashAfter) == promotion.workflows.map(\.hashPlanned))
    let code = try landscape.live("staging", "report")["nodes"]?[1]?["parameters"]?["jsCode"]?.stringValue
    #expect(code == Self.code(Self.token))
    #expect(try observed(landscape, "staging").contains(placeholder), "the same secret, the same placeholder")
    #expect(try landscape.check("staging").status == .inSync)
    // Once more, over a target that has it already: the way back holds it too.
    try landscape.edit("dev", "report", code: Self.code(Self.other))
    _ = try await landscape.approved(["weekly-report"])
    #expect(try await landscape.run().refused.map(\.reason) == [])
    let now = try landscape.live("staging", "report")["nodes"]?[1]?["parameters"]?["jsCode"]?.stringValue
    #expect(now == Self.code(Self.other))
    #expect(try observed(landscape).contains("<n8n-ops:sealed:"))
    try expectNoTrace(landscape)
    try expectNoTrace(landscape, of: Self.other)
    try landscape.folder.git("fsck", "--strict")
  }

  @Test("A failed deployment puts the target's own secret back, and leaves no trace of it")
  func rollBack() async throws {
    let landscape = try await landscape()
    _ = try await landscape.approved(["weekly-report"])
    try await landscape.run()
    try landscape.edit("dev", "report", code: "return [7];")
    let id = try await landscape.approved(["weekly-report"])
    for call in ["publish", "activate"] {
      try landscape.simulator("staging").inject(
        try #require(Fault(text: "POST /workflows/*/\(call) status:500")))
    }
    _ = try await landscape.run()
    let code = try landscape.live("staging", "report")["nodes"]?[1]?["parameters"]?["jsCode"]?.stringValue
    #expect(try landscape.promotion(id).status == .failed)
    #expect(try landscape.promotion(id).failure?.isRolledBack == true)
    #expect(code == Self.code(Self.token))
    try expectNoTrace(landscape)
  }

  @Test("What was redacted is seen and compared, and no plan takes it")
  func redact() async throws {
    let landscape = try await landscape(.redact)
    let plan = try await landscape.plan(["weekly-report"])
    #expect(plan.promotion.checks.filter { $0.outcome == .failed }.map(\.check) == ["secrets"])
    #expect(plan.branch == nil)
    let first = try placeholder(try observed(landscape))
    try landscape.edit("dev", "report", code: Self.code(Self.other))
    try await landscape.sync("dev")
    #expect(try placeholder(try observed(landscape)) != first, "another secret, another placeholder")
    try expectNoTrace(landscape)
  }

  @Test("A refused workflow is reported, and what was known of it stays")
  func refuse() async throws {
    let landscape = try await landscape(.refuse)
    let before = try observed(landscape)
    let report = try await landscape.sync("dev")
    #expect(report.unreadable.count == 1)
    #expect(report.unreadable.first?.contains("secret in the clear") == true)
    #expect(try observed(landscape) == before)
    try expectNoTrace(landscape)
  }

  @Test("What a person has allowed is stored as it is")
  func exception() async throws {
    let landscape = try await landscape(
      exceptions: [.init(workflow: Slug(from: "weekly-report"), detector: "github-token", reason: "made up")])
    try await landscape.sync("dev")
    #expect(try observed(landscape).contains(Self.token))
  }

  @Test("Without a key everything goes on, and each sync says so")
  func withoutKey() async throws {
    let landscape = try await landscape(hasKey: false)
    let report = try await landscape.sync("dev")
    #expect(report.sharedNotes.contains { $0.contains(ServiceKey.variable) })
    #expect(try observed(landscape).contains(Self.token))
    _ = try await landscape.approved(["weekly-report"])
    #expect(try await landscape.run().refused.map(\.reason) == [])
  }

  @Test("Without a key, policy may redact instead")
  func redactWithoutKey() async throws {
    let landscape = try await landscape(hasKey: false, withoutKey: .redact)
    try await landscape.sync("dev")
    #expect(try placeholder(try observed(landscape)) == "<n8n-ops:redacted>")
    try expectNoTrace(landscape)
  }

  @Test("A key that comes later raises no drift where the approved content has the secret in the clear")
  func keyComesLater() async throws {
    let landscape = try await landscape(hasKey: false)
    _ = try await landscape.approved(["weekly-report"])
    try await landscape.run()
    let key = try Self.key("service.key", in: landscape.folder)
    landscape.secrets.withLock { $0.key = key }
    try await landscape.sync("staging")
    #expect(try landscape.check("staging").status == .inSync)
    // The next approved content is sealed; what runs is told from it by the value and not by the placeholder.
    try landscape.edit("dev", "report", code: "const t = '\(Self.token)'; return [2];")
    let id = try await landscape.approved(["weekly-report"])
    #expect(try await landscape.run().refused.map(\.reason) == [])
    #expect(try landscape.promotion(id).failure == nil)
    #expect(try landscape.check("staging").status == .inSync)
  }

  @Test("A placeholder that somebody writes into a workflow is never opened")
  func forged() async throws {
    let landscape = try await landscape()
    try await landscape.sync("dev")
    let placeholder = try placeholder(try observed(landscape))
    try landscape.edit("dev", "lookup", code: "return '\(placeholder)';")
    let plan = try await landscape.plan(["customer-lookup"])
    #expect(plan.promotion.checks.filter { $0.outcome == .failed }.map(\.check) == ["secrets"])
  }

  @Test("A value of an environment's own takes the place of a sealed one, and gives it back")
  func overlay() async throws {
    let landscape = try await landscape()
    _ = try await landscape.approved(["weekly-report"])
    try await landscape.run()
    let staging = Slug(from: "staging")
    let place = try JSONPointer("/parameters/jsCode")
    func live() throws -> String? {
      try landscape.live("staging", "report")["nodes"]?[1]?["parameters"]?["jsCode"]?.stringValue
    }
    #expect(try live() == Self.code(Self.token))
    try landscape.context(as: Landscape.rita).setOverlay(
      OverlayEntry(workflow: "weekly-report", node: "Count", pointer: place, value: "return ['own'];"),
      in: staging)
    try await landscape.sync("staging")
    #expect(try landscape.check("staging").status == .driftDetected, "the sealed value runs still")
    func revert() async throws {
      _ = try await DecideDrift(
        try landscape.context(), environment: staging, workflow: Slug(from: "weekly-report"),
        reason: "own value"
      ).revert()
      try await landscape.sync("staging")
      #expect(try landscape.check("staging").status == .inSync)
    }
    try await revert()
    #expect(try live() == "return ['own'];")
    // Taken away, it is approved; the next promotion brings the sealed value again.
    _ = try landscape.context(as: Landscape.rita).removeOverlay(
      of: "weekly-report", node: "Count", at: place, in: staging)
    _ = try await landscape.approved(["weekly-report"])
    #expect(try await landscape.run().refused.map(\.reason) == [])
    #expect(try live() == Self.code(Self.token))
    try expectNoTrace(landscape)
  }

  @Test("Another key opens everything after a rotation, the old one nothing; placeholders stay")
  func rotate() async throws {
    let landscape = try await landscape()
    let reference = try landscape.context(as: Landscape.rita).sealFile(
      Slug(from: "staging"), value: Array("key-of-staging\n".utf8))
    try await landscape.sync("dev")
    let before = try observed(landscape)
    let next = try Self.key("next.key", in: landscape.folder)
    let done = try landscape.context(as: Landscape.rita).rotateSecrets(to: next)
    #expect(done.values == 2 && done.files == 1)
    #expect(throws: OpsError.self) { try landscape.context().sealing(in: .development) }
    landscape.secrets.withLock { $0.key = next }
    try await landscape.sync("dev")
    #expect(try observed(landscape) == before)
    #expect(
      try landscape.context().connector.problem(
        of: try #require(SecretReference(reference)), for: Slug(from: "staging")) == nil)
    _ = try await landscape.approved(["weekly-report"])
    #expect(try await landscape.run().refused.map(\.reason) == [])
    let code = try landscape.live("staging", "report")["nodes"]?[1]?["parameters"]?["jsCode"]?.stringValue
    #expect(code == Self.code(Self.token))
  }

  @Test("A value of several lines is not sealed: only its first would be used")
  func severalLines() async throws {
    let landscape = try await landscape()
    for text in ["one\ntwo\n", "one\n\n", "one\rtwo"] {
      let error = #expect(throws: OpsError.self) {
        try landscape.context(as: Landscape.rita).sealFile(Slug(from: "staging"), value: Array(text.utf8))
      }
      #expect(error?.why == "it has several lines")
    }
  }

  @Test("A reference to a sealed file is an API key like others; neither check nor errors show it")
  func reference() async throws {
    let landscape = try await landscape()
    let name = Slug(from: "staging")
    let reference = try landscape.context(as: Landscape.rita).sealFile(
      name, value: Array("key-of-staging\n".utf8))
    #expect(reference == "age:state/secrets/staging.age")
    let workspace = try landscape.context(as: Landscape.rita).workspace
    try workspace.commit(to: workspace.main, as: try landscape.context(as: Landscape.rita).act()) {
      (_, edit) throws(OpsError) in
      var record = try Landscape.record("staging", .staging)
      guard let sealed = SecretReference(reference) else { throw OpsError("no reference") }
      record.apiKey = sealed
      try edit.put(record, at: Landscape.tenant.environment(name))
      return CommitNote("test", "use it", tenant: nil, action: "test")
    }
    #expect(try await landscape.sync("staging").isComplete)
    #expect(try landscape.context().checkReferences().allSatisfy { $0.problem == nil })
    let wrong = try Self.key("wrong.key", in: landscape.folder)
    landscape.secrets.withLock { $0.key = wrong }
    let problems = try landscape.context().checkReferences().compactMap(\.problem)
    #expect(problems.count == 1)
    #expect(!"\(problems)".contains("key-of-staging") && !"\(problems)".contains("AGE-SECRET-KEY"))
    try expectNoTrace(landscape, of: "key-of-staging")
  }
}
