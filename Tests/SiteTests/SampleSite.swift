import JSON

@testable import Site

/// A tenant as it could be on a Tuesday: production has drifted, one promotion waits, one went well.
struct SampleSite {
  /// 2026-11-24T17:42:00Z.
  static let now: Int64 = 1_795_542_120_000
  static let minute: Int64 = 60_000
  static let hour: Int64 = 3_600_000
  static let day: Int64 = 86_400_000

  let orders: JSON
  let ordersInProduction: JSON
  let support: JSON
  let nightly: JSON

  init() throws {
    orders = try Places.fixture("order-intake")
    support = try Places.fixture("support-agent")
    nightly = try Places.fixture("nightly-loop")
    ordersInProduction = Self.edited(orders)
  }

  static func ago(_ time: Int64) -> Int64 { now - time }

  static func hash(_ seed: Int, length: Int = 64) -> String {
    var random = SplitMix(state: UInt64(seed))
    return String((0..<length).map { _ in "0123456789abcdef".randomElement(using: &random)! })
  }

  /// What somebody did in production by hand: the signature is no longer checked, stock is asked elsewhere.
  static func edited(_ workflow: JSON) -> JSON {
    var result = workflow
    var nodes = workflow["nodes"]?.arrayValue ?? []
    nodes.removeAll { $0["name"]?.stringValue == "Check signature" }
    for index in nodes.indices where nodes[index]["name"]?.stringValue == "Reserve stock" {
      _ = nodes[index].set("https://stock-test.example.com/reserve", at: try! JSONPointer("/parameters/url"))
    }
    nodes.append([
      "id": "a9", "name": "Log order", "type": "n8n-nodes-base.googleSheets", "typeVersion": 4.5,
      "position": [704, 320], "parameters": ["operation": "append"],
    ])
    _ = result.set(.array(nodes), at: try! JSONPointer("/nodes"))
    let hook: JSON = ["main": [[["node": "Is it paid?", "type": "main", "index": 0]]]]
    _ = result.set(hook, at: try! JSONPointer("/connections/Order webhook"))
    _ = result.removeValue(at: try! JSONPointer("/connections/Check signature"))
    let paid: JSON = [
      "main": [
        [["node": "Reserve stock", "type": "main", "index": 0]],
        [
          ["node": "Remind customer", "type": "main", "index": 0],
          ["node": "Log order", "type": "main", "index": 0],
        ],
      ]
    ]
    _ = result.set(paid, at: try! JSONPointer("/connections/Is it paid?"))
    return result
  }

  var chips: [EnvironmentChip] {
    cards.map { EnvironmentChip(name: $0.name, state: .drift($0.drift, in: $0.environmentClass)) }
  }

  var frame: PageFrame {
    PageFrame(
      tenant: "Acme Retail", environments: chips,
      sources: [
        PageFrame.Source(
          name: "observed production", commit: Self.hash(1, length: 40), time: Self.ago(2 * Self.minute)),
        PageFrame.Source(name: "decisions", commit: Self.hash(2, length: 40), time: Self.ago(3 * Self.hour)),
      ])
  }

  var cards: [EnvironmentCard] {
    [
      EnvironmentCard(
        name: "development", environmentClass: .development, drift: .driftDetected, connection: .fresh,
        synced: Self.ago(4 * Self.minute), managed: 46, unmanaged: 7, drifted: 5),
      EnvironmentCard(
        name: "staging", environmentClass: .staging, drift: .inSync, connection: .stale,
        synced: Self.ago(50 * Self.minute), managed: 44),
      EnvironmentCard(
        name: "production", environmentClass: .production, drift: .driftDetected, connection: .fresh,
        synced: Self.ago(2 * Self.minute), managed: 41, unmanaged: 1, drifted: 1),
    ]
  }

  var promotions: [PromotionRow] {
    [
      PromotionRow(
        id: "20261124-151210-k3v9", title: "Order intake and 2 more", source: "staging", target: "production",
        state: .waitsForApproval, risk: .high, requester: "Mira Novak", created: Self.ago(150 * Self.minute),
        workflows: 3),
      PromotionRow(
        id: "20261121-090005-b7q2", title: "Support agent", source: "development", target: "staging",
        state: .completed, risk: .medium, requester: "Jonas Weber", created: Self.ago(3 * Self.day),
        workflows: 1),
      PromotionRow(
        id: "20261118-140000-zz01", title: "Nightly loop", source: "staging", target: "production",
        state: .rolledBack, risk: .low, requester: "Mira Novak", created: Self.ago(6 * Self.day), workflows: 1
      ),
    ]
  }

  var incidents: [IncidentRow] {
    [
      IncidentRow(
        id: "inc-20261124-1405", environment: "production", severity: .high, state: .open,
        workflows: ["Order intake"], opened: Self.ago(3 * Self.hour + 37 * Self.minute),
        deadline: Self.now + 44 * Self.hour),
      IncidentRow(
        id: "inc-20261110-0810", environment: "staging", severity: .medium, state: .acknowledged,
        workflows: ["Support agent", "Nightly loop", "Invoice run", "Stock report"],
        opened: Self.ago(14 * Self.day), deadline: Self.ago(11 * Self.day), owner: "Jonas Weber"),
      IncidentRow(
        id: "inc-20261002-1200", environment: "production", severity: .critical, state: .resolved,
        workflows: ["Nightly loop"], opened: Self.ago(53 * Self.day), deadline: Self.ago(52 * Self.day),
        owner: "Mira Novak"),
    ]
  }

  var events: [ActivityRow] {
    [
      ActivityRow(
        time: Self.ago(150 * Self.minute), actor: "Mira Novak",
        what: "promotion: plan Order intake and 2 more for production", action: "promote.plan",
        commit: Self.hash(11, length: 40), page: .promotion("20261124-151210-k3v9"),
        state: Badge(.good, "Signed")),
      ActivityRow(
        time: Self.ago(217 * Self.minute), actor: "n8n-ops",
        what: "incident: open for Order intake in production",
        action: "incident.open", commit: Self.hash(12, length: 40), page: .incident("inc-20261124-1405"),
        state: Badge(.good, "Signed")),
      ActivityRow(
        time: Self.ago(3 * Self.day - Self.hour), actor: "Jonas Weber",
        what: "promotion: approve Support agent",
        action: "promote.approve", commit: Self.hash(13, length: 40),
        page: .promotion("20261121-090005-b7q2"),
        state: Badge(.attention, "Not signed")),
      ActivityRow(
        time: Self.ago(9 * Self.day), actor: "Mira Novak",
        what: "team: invite jonas@acme.example as developer",
        action: "team.invite", commit: Self.hash(14, length: 40)),
    ]
  }

  var group: ChangeGroup {
    ChangeGroup(
      id: "order-intake", name: "Order intake", change: .modified, risk: .high, hashBefore: Self.hash(21),
      hashAfter: Self.hash(22), changes: changes, before: orders, after: ordersInProduction)
  }

  var changes: [ChangeRow] {
    [
      ChangeRow(
        what: "Node removed", node: "Check signature", risk: .high, rule: "a node that runs code is removed"),
      ChangeRow(
        what: "Parameter changed", node: "Reserve stock", pointer: "/parameters/url",
        before: "https://stock.example.com/reserve", after: "https://stock-test.example.com/reserve",
        risk: .high,
        rule: "the address of a call changes"),
      ChangeRow(
        what: "Code changed", node: "Check signature", pointer: "/parameters/jsCode",
        lines: [
          DiffLine(.gap, "2 lines not shown"), DiffLine(.same, "  .update($json.body.raw).digest('hex');"),
          DiffLine(.removed, "return expected === $json.headers['x-signature'] ? $input.all() : [];"),
          DiffLine(.added, "return $input.all(); // <b>off</b> for the test"),
        ], risk: .high, rule: "code changes"),
      ChangeRow(what: "Node added", node: "Log order", risk: .medium, rule: "a node is added"),
      ChangeRow(
        what: "Setting changed", pointer: "/settings/timezone", before: "Europe/Berlin", after: nil,
        risk: .low,
        rule: "a setting changes"),
    ]
  }
}
