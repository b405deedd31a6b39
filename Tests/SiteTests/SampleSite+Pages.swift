import JSON

@testable import Site

extension SampleSite {
  var overview: OverviewPage {
    OverviewPage(
      frame: frame,
      headline: Headline(
        .bad, "Production differs from what was approved, in 1 of 41 workflows.",
        since: Self.ago(217 * Self.minute), checked: Self.ago(2 * Self.minute),
        advice: "Look at the incident and decide: revert, keep or promote.",
        command: "n8n-ops drift show order-intake --env production"),
      tasks: [
        OverviewPage.Task(
          state: Badge(.bad, "Incident"), what: "Order intake was changed by hand in production",
          page: .incident("inc-20261124-1405"), since: Self.ago(217 * Self.minute),
          command: "n8n-ops incident ack inc-20261124-1405 --note 'looking into it'"),
        OverviewPage.Task(
          state: Badge(.attention, "Approval"),
          what: "Order intake and 2 more wait for approval to production",
          page: .promotion("20261124-151210-k3v9"), since: Self.ago(150 * Self.minute),
          command: "n8n-ops promote approve 20261124-151210-k3v9"),
        OverviewPage.Task(
          state: Badge(.attention, "Stale"), what: "Staging has not been synced for 50 minutes",
          page: .environments, since: Self.ago(50 * Self.minute)),
      ],
      pipelines: [OverviewPage.Pipeline(name: "main", stages: cards, waiting: ["production": 1])],
      tiles: [
        StatTile("Workflows managed", "46", note: "of 54 seen", page: .workflows()),
        StatTile(
          "Executions, 24 hours", "1,204", trend: [820, 900, 870, 1010, 1190, 1150, 1204].map(Double.init)),
        StatTile("Success rate", "98.4", unit: "%", note: "24 hours", trend: [99.1, 99, 98.7, 98.9, 98.4]),
        StatTile("Incidents open", "2", note: "1 past its deadline", page: .incidents, tone: .bad),
        StatTile("Lead time", "2.3", unit: "days", note: "plan to production, median"),
      ], promotions: promotions, activity: events)
  }

  var environments: EnvironmentsPage {
    let urls = [
      "https://dev.n8n.acme.example", "https://staging.n8n.acme.example", "https://n8n.acme.example",
    ]
    return EnvironmentsPage(
      frame: frame,
      headline: Headline(
        .attention, "2 of 3 environments are known to be current; staging is stale.",
        checked: Self.ago(2 * Self.minute), advice: "Sync staging.", command: "n8n-ops sync --env staging"),
      rows: zip(cards, urls).map { card, url in
        EnvironmentsPage.Row(
          card: card, url: url, version: card.name == "development" ? "2.40.7" : "2.30.8",
          checked: Self.ago(5 * Self.minute), heartbeat: Self.ago(2 * Self.minute), active: 30,
          missing: card.name == "staging" ? 2 : 0,
          warnings: card.environmentClass == .production
            ? [
              "Direct edits are blocked by policy; they show as drift.",
              "This version cannot write drafts: workflows are replaced one after the other.",
            ] : [],
          command: card.name == "staging" ? "n8n-ops sync --env staging" : nil)
      }, allowance: "3 of 5 environments")
  }

  var matrix: MatrixPage {
    let states: [(String?, String, [Badge.Cell])] = [
      ("order-intake", "Order intake", [.inSync, .inSync, .drifted]),
      ("support-agent", "Support agent", [.inSync, .inSync, .behind]),
      ("nightly-loop", "Nightly loop", [.draft, .inSync, .inSync]),
      ("invoice-run", "Invoice run", [.inSync, .missing, .absent]),
      (nil, "My test 3", [.unmanaged, .absent, .absent]),
      ("stock-report", "Stock report", [.inSync, .inSync, .ignored]),
    ]
    return MatrixPage(
      frame: frame,
      headline: Headline(
        .bad, "1 workflow is not what was approved, 1 is missing in staging.",
        checked: Self.ago(2 * Self.minute),
        advice: "Promote what is missing.",
        command: "n8n-ops promote plan --pipeline main --stage staging --workflow invoice-run"),
      columns: cards.map { MatrixPage.Column(name: $0.name, environmentClass: $0.environmentClass) },
      rows: states.enumerated().map { row, entry in
        MatrixPage.Row(
          id: entry.0, name: entry.1,
          cells: entry.2.enumerated().map { column, state in
            let isHere = state != .absent && state != .missing
            return MatrixPage.Cell(
              state, hash: isHere ? Self.hash(100 + row * 3 + (state == .inSync ? 0 : column)) : nil)
          })
      })
  }

  var credentials: CredentialsPage {
    let order = CredentialsPage.Workflow(id: "order-intake", name: "Order intake")
    let test = CredentialsPage.Workflow(id: nil, name: "My test 3")
    let many = (1...7).map { CredentialsPage.Workflow(id: "flow-\($0)", name: "Flow \($0)") }
    return CredentialsPage(
      frame: frame,
      headline: Headline(
        .bad, "1 credential is not what nodes need.", checked: Self.ago(2 * Self.minute),
        advice: "Make it in n8n, or say which one it is.",
        command: "n8n-ops credential list --env production --status missing"),
      rows: [
        .init(
          name: "CRM", type: "postgres", environment: "production", logical: "crm-postgres", nodes: 9,
          workflows: many, state: .valid),
        .init(
          name: "Old CRM", type: "postgres", environment: "production", logical: "old-crm", nodes: 1,
          workflows: [order], state: .missing, reason: "nodes use it, and it is not there",
          command: "n8n-ops credential map old-crm --env production --to ID"),
        .init(
          name: "Chat", type: "slackApi", environment: "development", logical: nil, nodes: 2,
          workflows: [order, test], state: .unmapped, reason: "no logical credential stands for it here"),
        .init(
          name: "Spare", type: "slackApi", environment: "development", logical: nil, nodes: 0, workflows: [],
          state: .unused, reason: "no node uses it"),
      ], unlisted: ["staging"], environments: ["development", "staging", "production"],
      logical: [
        .init(name: "crm-postgres", type: "postgres", cells: [.mapped(.unused), .notRead, .mapped(.valid)]),
        .init(
          name: "old-crm", type: "postgres", cells: [.notMapped, .notRead, .mapped(.missing)],
          command: "n8n-ops credential map old-crm --env development --to ID"),
      ])
  }

  var workflowRows: [WorkflowsPage.Row] {
    let names = [
      ("order-intake", "Order intake", ["sales", "critical"], ["Webhook"], 7),
      ("support-agent", "Support agent", ["support", "ai"], ["Chat"], 6),
      ("nightly-loop", "Nightly loop", ["reports"], ["Schedule"], 5),
      ("invoice-run", "Invoice run", ["finance", "critical"], ["Schedule", "Webhook"], 31),
      ("stock-report", "Stock report", [], ["Email"], 12),
    ]
    return names.enumerated().map { index, entry in
      WorkflowsPage.Row(
        id: entry.0, name: entry.1, tags: entry.2,
        environments: [
          WorkflowsPage.EnvironmentState("development", .inSync),
          WorkflowsPage.EnvironmentState("staging", index == 3 ? .missing : .inSync),
          WorkflowsPage.EnvironmentState("production", index == 0 ? .drifted : .inSync),
        ], triggers: entry.3, nodes: entry.4, isActive: index != 4,
        changed: index == 4 ? nil : Self.ago(Int64(index * 40 + 3) * Self.hour))
    }
  }

  var workflows: WorkflowsPage {
    WorkflowsPage(
      frame: frame,
      headline: Headline(
        .bad, "5 workflows are managed; 1 differs in production.", checked: Self.ago(2 * Self.minute),
        advice: "Look at Order intake."), rows: workflowRows)
  }

  func workflow(_ id: String, _ name: String, _ content: JSON, summary: String?) -> WorkflowPage {
    WorkflowPage(
      frame: frame,
      headline: Headline(
        .bad, "In production it is not what was approved.", since: Self.ago(217 * Self.minute),
        checked: Self.ago(2 * Self.minute), advice: "See what differs.",
        command: "n8n-ops drift show \(id) --env production"), id: id, name: name, summary: summary,
      tags: ["sales", "critical"],
      places: [
        WorkflowPage.Place(
          environment: "development", state: .inSync, mapping: "LINKED", n8nID: "kP3vZ8qLm0aYtR5x",
          url: "https://dev.n8n.acme.example/workflow/kP3vZ8qLm0aYtR5x", isActive: false, hash: Self.hash(21),
          seen: Self.ago(4 * Self.minute)),
        WorkflowPage.Place(
          environment: "staging", state: .inSync, mapping: "LINKED", n8nID: "s8", isActive: true,
          hash: Self.hash(21), seen: Self.ago(50 * Self.minute)),
        WorkflowPage.Place(
          environment: "production", state: .drifted, mapping: "LINKED", n8nID: "Zt5", isActive: true,
          hash: Self.hash(22), seen: Self.ago(2 * Self.minute)),
        WorkflowPage.Place(environment: "sandbox", state: .absent, mapping: "UNMAPPED"),
      ],
      facts: [
        WorkflowPage.Fact("Complexity", "18 of 100, simple"),
        WorkflowPage.Fact("Starts by", "Webhook POST /orders"),
        WorkflowPage.Fact("Calls", "stock.example.com (Ask the stock)"),
        WorkflowPage.Fact("On errors", "nothing is done", tone: .attention),
        WorkflowPage.Fact("Secret", "Ask the stock /url: password in a URL (high)", tone: .bad),
      ], workflow: content, shown: "What is approved for production", promotions: Array(promotions.prefix(1)),
      history: events)
  }

  var promotion: PromotionPage {
    PromotionPage(
      frame: frame,
      headline: Headline(
        .attention, "Waits for approval: 3 workflows to production, high risk.",
        since: Self.ago(150 * Self.minute), advice: "Read the changes below, then merge the branch, or:",
        command: "n8n-ops promote approve 20261124-151210-k3v9"), promotion: promotions[0], pipeline: "main",
      branch: "promotion/acme/20261124-151210-k3v9",
      window: "Mondays to Thursdays, 09:00 to 16:00 Europe/Berlin",
      checks: [
        PromotionPage.Check(
          "Drift in the target", .warning, "Order intake was changed by hand in production."),
        PromotionPage.Check("Credentials", .passed, "3 of 3 logical credentials are mapped and present."),
        PromotionPage.Check("Node types", .passed, "All 11 node types exist in n8n 2.30.8."),
        PromotionPage.Check("Webhook paths", .failed, "POST orders is taken by My test 3 (id Yx2)."),
        PromotionPage.Check("Plan", .skipped, "No limit applies."),
      ],
      groups: [
        group,
        ChangeGroup(
          id: "support-agent", name: "Support agent", change: .added, risk: .medium, hashAfter: Self.hash(31),
          note: "It is new in production.", changes: [], before: nil, after: support),
        ChangeGroup(
          id: "old-report", name: "Old report", change: .deleted, risk: .low, hashBefore: Self.hash(32),
          changes: []),
      ], timeline: Array(events.prefix(1)))
  }

  var completedPromotion: PromotionPage {
    PromotionPage(
      frame: frame,
      headline: Headline(
        .good, "Completed: staging runs what was approved.", since: Self.ago(3 * Self.day - 2 * Self.hour)),
      promotion: promotions[1], reason: "Orders without <lines> are refused", pipeline: "main",
      snapshot: "snapshot/acme/staging/20261121-100000",
      checks: [PromotionPage.Check("Drift in the target", .passed, "None.")],
      groups: [
        ChangeGroup(
          id: "support-agent", name: "Support agent", change: .modified, risk: .medium,
          hashBefore: Self.hash(30),
          hashAfter: Self.hash(31),
          changes: [
            ChangeRow(
              what: "Credential changed", node: "GPT", pointer: "/credentials/openAiApi", before: "OpenAI",
              after: "OpenAI team key", risk: .high, rule: "a credential changes")
          ])
      ],
      approvals: [
        PromotionPage.Approval(
          person: "Jonas Weber", role: "admin", time: Self.ago(3 * Self.day - Self.hour),
          commit: Self.hash(13, length: 40), proof: Badge(.good, "Signed, SHA256:9f1c...w3Q"))
      ],
      results: [
        PromotionPage.Result(
          id: "support-agent", name: "Support agent", outcome: .completed, hash: Self.hash(31),
          duration: 1_840),
        PromotionPage.Result(
          id: "nightly-loop", name: "Nightly loop", outcome: .rolledBack, duration: 410,
          error: "n8n answered 400: Node type unknown."),
      ], timeline: events)
  }

  var incident: IncidentPage {
    IncidentPage(
      frame: frame,
      headline: Headline(
        .bad, "Order intake in production is not what was approved.", since: Self.ago(217 * Self.minute),
        checked: Self.ago(2 * Self.minute), advice: "Decide within 44 hours."), incident: incidents[0],
      groups: [group],
      options: [
        IncidentPage.Option(
          "Revert", "Production gets back what was approved.",
          command: "n8n-ops drift revert order-intake --env production"),
        IncidentPage.Option(
          "Keep", "What runs becomes what is approved, after a review.",
          command: "n8n-ops drift keep order-intake --env production",
          obstacle: "Staging would be behind; promote it from there."),
        IncidentPage.Option(
          "Accept", "It stays different for a while, with a reason.",
          command: "n8n-ops incident resolve inc-20261124-1405 --how accepted --note '...'"),
      ], timeline: [events[1]])
  }

  var activity: ActivityPage {
    ActivityPage(
      frame: frame,
      headline: Headline(.attention, "The last job failed in part.", since: Self.ago(5 * Self.minute)),
      jobs: [
        ActivityPage.Job(
          id: "job-1", kind: "sync", subject: "production", outcome: .completed,
          started: Self.ago(3 * Self.minute),
          duration: 1_250, counts: "42 read, 1 changed"),
        ActivityPage.Job(
          id: "job-2", kind: "sync", subject: "staging", outcome: .failed, started: Self.ago(5 * Self.minute),
          duration: 30_400, counts: "0 read", error: "staging.n8n.acme.example did not answer for 30 s"),
        ActivityPage.Job(
          id: "job-3", kind: "deploy", subject: "20261121-090005-b7q2", outcome: .running,
          started: Self.ago(Self.minute), counts: "1 of 2 workflows"),
      ], events: events)
  }

  /// Every page of the sample, the empty ones too.
  var pages: [any Page] {
    [
      overview, environments, matrix, workflows, credentials,
      workflow(
        "order-intake", "Order intake", orders,
        summary: "Takes orders from the shop.\n\n- **paid** ones reserve stock\n- others get a reminder"),
      workflow("support-agent", "Support agent", support, summary: nil),
      workflow("nightly-loop", "Nightly loop", nightly, summary: nil),
      PromotionsPage(
        frame: frame,
        headline: Headline(.attention, "1 promotion waits for approval.", since: Self.ago(150 * Self.minute)),
        rows: promotions,
        decisions: [
          DecisionRow(
            what: "onboard: 4 workflows in production", requester: "Mira Novak",
            since: Self.ago(90 * Self.minute), files: 9,
            command: "git merge --no-ff change/acme/20261124T160000Z-k3f9qz"
          ),
          DecisionRow(
            what: "mapping: order-intake in production is DELETED", requester: "Jo Ångström",
            since: Self.ago(3 * Self.day), files: 1, command: nil),
        ]), promotion, completedPromotion,
      IncidentsPage(
        frame: frame,
        headline: Headline(
          .bad, "2 incidents are open, 1 past its deadline.", since: Self.ago(11 * Self.day)),
        rows: incidents), incident, activity,
    ]
  }
}
