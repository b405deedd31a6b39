import Governance
import JSON
import Ledger
import Testing

@testable import Operations

@Suite("check: single files")
struct FileRuleTests {
  private var tree: SampleTree

  init() throws { tree = try SampleTree() }

  @Test("a tree in order has no findings")
  func sound() throws { try tree.expect() }

  @Test("format: a newer layout than the executable knows")
  func newerFormat() throws {
    var tree = tree
    try tree.put(FormatFile(version: FormatFile.current + 1), at: FormatFile.path)
    try tree.expect(Expected("format", FormatFile.path, "/version"))
  }

  @Test("format: a tree that does not say its layout")
  func noFormat() throws {
    var tree = tree
    tree.put(nil, at: FormatFile.path)
    try tree.expect(Expected("format", FormatFile.path))
  }

  @Test("readable: what is no JSON is told with its line and column")
  func noJSON() throws {
    var tree = tree
    tree.put("{\n  \"name\": \"Acme\",\n}\n", at: "tenant.json")
    let findings = try tree.findings()
    #expect(findings.map(Expected.init) == [Expected("readable", "tenant.json")])
    #expect(findings.first?.place == TextPlace(line: 3, column: 1))
  }

  @Test("readable: what only the calendar or the reader of an overlay can refuse")
  func refusedByReader() throws {
    var tree = tree
    try tree.set("2026-02-29T00:00:00.000Z", at: "/openedAt", of: "incidents/\(SampleTree.incident).json")
    tree.put(
      """
      {"$schema": "../../../../../state/schemas/overlay.schema.json",
       "order-intake": {"Node": {"/parameters/url": 1, "/parameters/url/host": 2}}}
      """, at: "environments/production/overlay.json")
    try tree.expect(
      Expected("readable", "incidents/\(SampleTree.incident).json", "/openedAt"),
      Expected(
        "readable", "environments/production/overlay.json", "/order-intake/Node/~1parameters~1url~1host"))
  }

  @Test("schema: every wrong value of a file at once, and none of them is told")
  func wrongValues() throws {
    var tree = tree
    let key = "eyJhbGciOiJIUzI1NiJ9.key"
    try tree.set(.string(key), at: "/apiKey", of: "environments/production/environment.json")
    try tree.set("prod", at: "/class", of: "environments/production/environment.json")
    try tree.set(nil, at: "/url", of: "environments/production/environment.json")
    let file = "environments/production/environment.json"
    try tree.expect(
      Expected("schema", file, "/apiKey"), Expected("schema", file, "/class"), Expected("schema", file, ""))
    for finding in try tree.findings() { #expect(!finding.json.text(.compact).contains(key)) }
  }

  @Test("schema: policies and approved content too")
  func otherFiles() throws {
    var tree = tree
    try tree.set("huge", at: "/rules/0/risk", of: "policies/risk.json")
    try tree.set(0, at: "/timeToLiveHours/low", of: "policies/drift.json")
    try tree.set([["name": "A"]], at: "/nodes", of: "environments/production/baseline/stock-sync.json")
    try tree.expect(
      Expected("schema", "policies/risk.json", "/rules/0/risk"),
      Expected("schema", "policies/drift.json", "/timeToLiveHours/low"),
      Expected("schema", "environments/production/baseline/stock-sync.json", "/nodes/0"))
  }

  @Test("unknown-member: a misspelt member, and the place of its name")
  func unknownMember() throws {
    var tree = tree
    try tree.set("UTC", at: "/timezone", of: "tenant.json")
    let findings = try tree.findings()
    #expect(findings.map(Expected.init) == [Expected("unknown-member", "tenant.json", "/timezone")])
    #expect(findings.first?.place == TextPlace(line: 6, column: 3))
    #expect(findings.first?.remedy.contains("timeZone") == true)
  }

  @Test("a file with very many findings is told in part")
  func manyFindings() throws {
    var tree = tree
    let members = (0..<5000).map { "\"m\($0)\": \($0)" }.joined(separator: ",\n")
    tree.put("{\(members)}", at: "tenant.json")
    #expect(try tree.findings().count == FindingOrder.most)
  }

  @Test("repeated-member: the second one, with its place")
  func repeatedMember() throws {
    var tree = tree
    let text = try #require(tree.files[SampleTree.path("tenant.json")])
    tree.put(
      text.replacing("\"name\"", with: "\"n\\u0061me\": \"Other\",\n  \"name\""), at: "tenant.json")
    let findings = try tree.findings()
    #expect(findings.map(Expected.init) == [Expected("repeated-member", "tenant.json", "/name")])
    #expect(findings.first?.place == TextPlace(line: 4, column: 3))
  }

  @Test("schema-reference: none, another one, and one that leads nowhere")
  func schemaReference() throws {
    var tree = tree
    try tree.set(nil, at: "/$schema", of: "team/ada.json")
    try tree.set("../member.schema.json", at: "/$schema", of: "team/dev.json")
    tree.put(nil, at: "state/schemas/pipeline.schema.json")
    try tree.expect(
      Expected("schema-reference", "team/ada.json", ""),
      Expected("schema-reference", "team/dev.json", "/$schema"),
      Expected("schema-reference", "pipelines/delivery.json", "/$schema"))
  }

  @Test("name: files that are not named as the program names them")
  func names() throws {
    var tree = tree
    tree.move("team/ada.json", to: "team/Ada Admin.json")
    tree.move("incidents/\(SampleTree.incident).json", to: "incidents/first.json")
    try tree.set(
      "20261124T174015Z-aaaaaa", at: "/id", of: "promotions/\(SampleTree.promotion)/promotion.json")
    try tree.expect(
      Expected("name", "team/Ada Admin.json"), Expected("name", "incidents/first.json"),
      Expected("name", "promotions/\(SampleTree.promotion)/promotion.json", "/id"))
  }

  @Test("stray-file: a file in a folder that nobody reads")
  func strayFile() throws {
    var tree = tree
    tree.put("{}", at: "environment/staging.json")
    tree.put("{}", at: "policies/risks.json")
    tree.put("Notes are welcome.", at: "NOTES.md")
    try tree.expect(
      Expected("stray-file", "environment/staging.json"), Expected("stray-file", "policies/risks.json"))
  }

  @Test("time-zone: only names of the IANA data base", arguments: ["Europe/Madird", "GMT+3", "MADRID"])
  func timeZone(_ name: String) throws {
    var tree = tree
    try tree.set(.string(name), at: "/timeZone", of: "tenant.json")
    try tree.expect(Expected("time-zone", "tenant.json", "/timeZone"))
  }

  @Test(
    "time-zone: aliases and UTC are names too",
    arguments: ["UTC", "America/Argentina/Buenos_Aires", "Asia/Calcutta", "Etc/GMT+5"])
  func knownTimeZone(_ name: String) throws {
    var tree = tree
    try tree.set(.string(name), at: "/timeZone", of: "tenant.json")
    try tree.expect()
  }

  @Test("secret-policy: no class does less than one before it")
  func secretPolicy() throws {
    var tree = tree
    try tree.set(
      ["development": "redact", "production": "refuse"], at: "/classes", of: "policies/secrets.json")
    try tree.expect(Expected("secret-policy", "policies/secrets.json", "/action"))
    try tree.set(["production": "allow"], at: "/classes", of: "policies/secrets.json")
    try tree.expect(Expected("secret-policy", "policies/secrets.json", "/classes/production"))
    try tree.set(["production": "refuse"], at: "/classes", of: "policies/secrets.json")
    try tree.expect()
  }

  @Test("promotion-record: members that the status needs, and those it cannot have")
  func promotionRecord() throws {
    let file = "promotions/\(SampleTree.promotion)/promotion.json"
    var failed = tree
    try failed.set("FAILED", at: "/status", of: file)
    try failed.expect(Expected("promotion-record", file, ""))
    var waiting = tree
    try waiting.set("PENDING_APPROVAL", at: "/status", of: file)
    try waiting.expect(
      Expected("promotion-record", file, "/approval"), Expected("promotion-record", file, "/startedAt"),
      Expected("promotion-record", file, "/runner"), Expected("promotion-record", file, "/takeOver"),
      Expected("promotion-record", file, "/finishedAt"))
    var unapproved = tree
    try unapproved.set(nil, at: "/approval", of: file)
    try unapproved.expect(Expected("promotion-record", file, ""))
  }

  @Test("incident-record: how and when it ended, if it has ended")
  func incidentRecord() throws {
    let file = "incidents/\(SampleTree.incident).json"
    var resolved = tree
    try resolved.set("RESOLVED", at: "/status", of: file)
    try resolved.set("kept", at: "/resolution", of: file)
    try resolved.expect(Expected("incident-record", file, ""))
    var open = tree
    try open.set("kept", at: "/resolution", of: file)
    try open.expect(Expected("incident-record", file, "/resolution"))
  }

  @Test("signing-key: of members and of the platform, and the value is never told")
  func signingKeys() throws {
    var tree = tree
    let wrong = "-----BEGIN " + "OPENSSH PRIVATE KEY-----"
    let short = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAAQ=="
    let good = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ5jBnEGOcEMTnVBpVhr07WaKpq8x4oqLNOTo0jAbmuG ada"
    try tree.set([.string(good), .string(wrong), .string(short)], at: "/signingKeys", of: "team/ada.json")
    let kind = "ssh-rsa " + short.dropFirst("ssh-ed25519 ".count)
    let identity = Platform.Identity(name: "Ops", email: "ops@example.com", signingKeys: [good, kind])
    try tree.put(
      Platform(
        machines: [identity], admins: [identity], signingKey: SecretReference("env:KEY")),
      at: Platform.path)
    try tree.expect(
      Expected("schema", "team/ada.json", "/signingKeys/1"),
      Expected("signing-key", "team/ada.json", "/signingKeys/2"),
      Expected("signing-key", Platform.path, "/machines/0/signingKeys/1"),
      Expected("signing-key", Platform.path, "/admins/0/signingKeys/1"),
      Expected("signing-key", Platform.path, "/signingKey"))
    for finding in try tree.findings() { #expect(!finding.json.text(.compact).contains(wrong)) }
  }

  @Test("schema-file: broken, another one, and one that nothing goes by")
  func schemaFiles() throws {
    var tree = tree
    try tree.set("number", at: "/properties/name/type", of: "state/schemas/tenant.schema.json")
    tree.put("{}", at: "state/schemas/other.schema.json")
    try tree.expect(
      Expected("schema-file", "state/schemas/tenant.schema.json", "/properties/name/type"),
      Expected("schema-file", "state/schemas/other.schema.json"))
    tree.put("{\n  nonsense\n}\n", at: "state/schemas/tenant.schema.json")
    tree.put(nil, at: "state/schemas/other.schema.json")
    let findings = try tree.findings()
    #expect(findings.map(Expected.init) == [Expected("schema-file", "state/schemas/tenant.schema.json")])
    #expect(findings.first?.place == TextPlace(line: 2, column: 3))
  }

  @Test("schema-file: the same schema in another writing is right")
  func schemaWriting() throws {
    var tree = tree
    let path = "state/schemas/tenant.schema.json"
    let text = try JSON(parsing: try #require(tree.files[path])).text(.compact)
    tree.put(text, at: path)
    try tree.expect()
  }

  @Test("recipient: what age does not take as a public key")
  func recipients() throws {
    var tree = tree
    let good = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p"
    let ssh = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ5jBnEGOcEMTnVBpVhr07WaKpq8x4oqLNOTo0jAbmuG"
    let misspelt = good.replacing("hjy", with: "hjx")
    try tree.set(
      [.string(good), .string(misspelt), "rosa@example.com", .string(ssh)], at: "/recipients",
      of: "policies/secrets.json")
    try tree.expect(
      Expected("recipient", "policies/secrets.json", "/recipients/1"),
      Expected("recipient", "policies/secrets.json", "/recipients/2"))
  }

  @Test("role-policy: permissions that are about nothing, or twice, and commands that there are not")
  func roles() throws {
    var tree = tree
    let file = PolicyFiles.roles
    func permission(_ name: String, _ commands: [JSON], _ paths: [JSON]) -> JSON {
      [
        "name": .string(name), "role": "admin", "commands": .array(commands), "paths": .array(paths),
        "programOnly": false,
      ]
    }
    try tree.set(
      [
        permission("one", ["env add", "env ad"], ["policies/**"]), permission("two", [], []),
        permission("one", [], ["state/**", "policies/**"]),
      ], at: "/permissions", of: file)
    let findings = try tree.findings(commands: ["env add"])
    #expect(
      findings.map(Expected.init) == [
        Expected("role-policy", file, "/permissions/0/commands/1"),
        Expected("role-policy", file, "/permissions/1"),
        Expected("role-policy", file, "/permissions/2/name"),
        Expected("role-policy", file, "/permissions/2/paths/1"),
      ])
    #expect(findings.allSatisfy { $0.place != nil && !$0.remedy.isEmpty })
    try tree.set([], at: "/permissions", of: file)
    try tree.expect(Expected("role-policy", file, "/permissions"))
    try tree.set([permission("one", [], ["state/**"])], at: "/permissions", of: file)
    try tree.set("owner", at: "/permissions/0/role", of: file)
    try tree.expect(Expected("schema", file, "/permissions/0/role"))
  }
}
