import Governance
import JSON
import Ledger
import Simulator
import Testing

@testable import Operations

@Suite("An environment's own values")
struct OverlayChangeTests {
  private static let file = "state/tenants/acme/environments/staging/overlay.json"
  private static let baseline = "state/tenants/acme/environments/staging/baseline/order-intake.json"
  private static let staging = Slug(from: "staging")

  private func entry(
    _ value: JSON, workflow: String = "order-intake", node: String = "Check",
    at pointer: String = "/parameters/jsCode"
  ) throws -> OverlayEntry {
    OverlayEntry(workflow: workflow, node: node, pointer: try JSONPointer(pointer), value: value)
  }

  private func code(_ landscape: Landscape) throws -> [String] {
    (try landscape.live("staging", "order")["nodes"]?.arrayValue ?? []).compactMap {
      $0["parameters"]?["jsCode"]?.stringValue
    }
  }

  @Test(
    "a value goes out with the content and comes in as a marker: plan, drift and every hash compare without it",
    arguments: N8NRelease.allCases)
  func travels(_ release: N8NRelease) async throws {
    let landscape = try Landscape(release)
    try await landscape.govern()
    try landscape.context(as: Landscape.rita).setOverlay(try entry("return ['own'];"), in: Self.staging)
    #expect(try landscape.text(Self.baseline)?.contains("overlay:/parameters/jsCode") == true)
    try await landscape.sync("staging")
    #expect(try landscape.check("staging").status == .driftDetected, "the value is not there yet")
    _ = try await DecideDrift(
      try landscape.context(), environment: Self.staging, workflow: Slug(from: "order-intake"),
      reason: "own value"
    ).revert()
    #expect(try code(landscape) == ["return ['own'];"])
    try await landscape.sync("staging")
    #expect(try landscape.check("staging").status == .inSync)
    #expect(
      try landscape.tip("main:\(Self.baseline)")
        == (try landscape.tip("observed/acme/staging:workflows/order-intake.json")))

    // What the source has at the place is nothing to promote; what it has elsewhere goes and leaves the value alone.
    try landscape.edit("dev", "order", code: "return ['dev'];")
    #expect(try await landscape.plan(["order-intake"]).promotion.workflows.isEmpty)
    try landscape.goOnAfterError("dev", "order", node: 1)
    let id = try await landscape.approved(["order-intake"])
    try await landscape.run()
    #expect(try landscape.promotion(id).status == .completed)
    #expect(try code(landscape) == ["return ['own'];"])
    try await landscape.sync("staging")
    #expect(try landscape.check("staging").status == .inSync)
  }

  @Test("a promotion brings a value that was never there, whatever stood at its place")
  func promoted() async throws {
    let landscape = try Landscape()
    try await landscape.govern()
    try landscape.context(as: Landscape.rita).setOverlay(try entry("return ['own'];"), in: Self.staging)
    try landscape.goOnAfterError("dev", "order", node: 1)
    let id = try await landscape.approved(["order-intake"])
    try await landscape.run()
    #expect(try landscape.promotion(id).status == .completed)
    #expect(try code(landscape) == ["return ['own'];"])
  }

  @Test("an object in the place of a text is refused, also where a value stood there before")
  func structure() async throws {
    let landscape = try Landscape()
    try await landscape.govern()
    for _ in 0..<2 {
      let error = #expect(throws: OpsError.self) {
        try landscape.context(as: Landscape.rita).setOverlay(try entry(["a": 1]), in: Self.staging)
      }
      #expect(error?.description.contains("not structure") == true)
      try landscape.context(as: Landscape.rita).setOverlay(try entry("return ['own'];"), in: Self.staging)
    }
  }

  @Test("a secret is refused, and so is a placeholder; the policy may let one stand") func secret()
    async throws
  {
    let landscape = try Landscape()
    try await landscape.govern()
    let secret = "const t = 'ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8';"
    let placeholder = "<n8n-ops:sealed:0123456789abcdef0123456789abcdef>"
    for (value, reason) in [(secret, "secret"), (placeholder, "placeholder")] {
      let error = #expect(throws: OpsError.self) {
        try landscape.context(as: Landscape.rita).setOverlay(try entry(.string(value)), in: Self.staging)
      }
      #expect(error?.description.contains(reason) == true)
      #expect(error?.description.contains(value) == false)
    }
    #expect(try landscape.text(Self.file) == nil)
    landscape.secrets.withLock {
      $0.policy = SecretPolicy(
        action: .seal, withoutKey: .allow,
        exceptions: [.init(workflow: Slug(from: "order-intake"), detector: "github-token", reason: "made up")]
      )
    }
    try landscape.context(as: Landscape.rita).setOverlay(try entry(.string(secret)), in: Self.staging)
    #expect(throws: OpsError.self) {
      try landscape.context(as: Landscape.rita).setOverlay(try entry(.string(placeholder)), in: Self.staging)
    }
  }

  @Test("a value that is removed becomes the approved one, and nothing drifts")
  func removed() async throws {
    let landscape = try Landscape()
    try await landscape.govern()
    let before = try code(landscape)
    let own = try entry(.string(before[0]))
    let baseline = try landscape.tip("main:\(Self.baseline)")
    try landscape.context(as: Landscape.rita).setOverlay(own, in: Self.staging)
    #expect(try landscape.tip("main:\(Self.baseline)") != baseline)
    #expect(try landscape.context().overlay(of: Self.staging).entries == [own])
    let removed = try landscape.context(as: Landscape.rita).removeOverlay(
      of: "order-intake", node: "Check", at: own.pointer, in: Self.staging)
    #expect(removed == own)
    #expect(try landscape.tip("main:\(Self.baseline)") == baseline)
    #expect(try landscape.text(Self.file) == nil)
    try await landscape.sync("staging")
    #expect(try landscape.check("staging").status == .inSync)
    #expect(throws: OpsError.self) {
      try landscape.context(as: Landscape.rita).removeOverlay(
        of: "order-intake", node: "Check", at: own.pointer, in: Self.staging)
    }
  }

  @Test("a value points at a parameter that is there, not at structure, credentials or a reference")
  func refused() async throws {
    let landscape = try Landscape()
    try await landscape.govern()
    let head = try landscape.tip("main")
    let wrong: [(OverlayEntry, String?)] = [
      (try entry("x", workflow: "nothing"), nil),
      (try entry("x", node: "Nothing"), OverlayError.Reason.noSuchNode.rawValue),
      (try entry("x", at: "/parameters/none"), OverlayError.Reason.noSuchPlace.rawValue),
      (try entry("x", at: "/name"), OverlayError.Reason.notAParameter.rawValue),
      (try entry([:], at: "/parameters"), OverlayError.Reason.notAParameter.rawValue),
      (try entry("workflow:customer-lookup"), OverlayError.Reason.reference.rawValue),
    ]
    for (entry, reason) in wrong {
      let error = #expect(throws: OpsError.self) {
        try landscape.context(as: Landscape.rita).setOverlay(entry, in: Self.staging)
      }
      if let reason { #expect(error?.why == reason, "\(entry)") }
    }
    #expect(throws: OpsError.self) {
      try landscape.context(as: Landscape.rita).setOverlay(try entry("x"), in: Slug(from: "nowhere"))
    }
    #expect(try landscape.tip("main") == head)
  }

  @Test("the commit says who set what where, and the checker has nothing to say about it")
  func committed() async throws {
    let landscape = try Landscape()
    try await landscape.govern()
    try landscape.context(as: Landscape.rita).setOverlay(try entry("return ['own'];"), in: Self.staging)
    let message = try landscape.folder.git("log", "-1", "--format=%an%n%B", "main")
    #expect(message.hasPrefix("Rita\noverlay: set a value of order-intake in staging"))
    #expect(message.contains("N8nOps-Action: environment.overlay.set"))
    #expect(message.contains("N8nOps-Target: staging"))
    #expect(!message.contains("own"), "the value itself stays in the file")
    #expect(try landscape.text(Self.file)?.contains("schemas/overlay.schema.json") == true)
  }
}
