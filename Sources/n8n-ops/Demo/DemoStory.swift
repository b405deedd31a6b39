import Governance
import JSON
import Ledger
import Operations
import Simulator
import Terminal

/// The story that the demo tells, chapter by chapter.
struct DemoStory {
  private let console: Console
  private let shell: DemoShell
  private let place: DemoFolder
  private let landscape: DemoLandscape
  private let shownFolder: String
  private let editor = DemoEditor()

  init(context: CommandContext, place: DemoFolder, landscape: DemoLandscape, shownFolder: String) {
    console = context.console
    shell = DemoShell(context: context, place: place)
    self.place = place
    self.landscape = landscape
    self.shownFolder = shownFolder
  }

  mutating func tell() async throws(OpsError) {
    try await setUp()
    try await onboard()
    try await promote()
    try await drift()
    try await failure()
    try await site()
    farewell()
  }

  // MARK: - Chapters

  private func setUp() async throws(OpsError) {
    tellHowToFollow()
    chapter(1, "An ops repository, a tenant, three environments")
    try await shell.ops("init", "--bare", place.repository, as: DemoPeople.admin)
    try await shell.ops(
      "tenant", "add", "acme", "--name", "Acme Shop", "--plan", "pro", "--time-zone", "Europe/Madrid",
      as: DemoPeople.admin)
    for (person, role) in [(DemoPeople.developer, "developer"), (DemoPeople.reviewer, "admin")] {
      try await shell.ops(
        "team", "invite", person.email, "--name", person.name, "--role", role, as: DemoPeople.admin)
    }
    for instance in landscape.instances {
      try await shell.ops(
        "env", "add", instance.name, "--class", instance.environmentClass.rawValue, "--url", instance.url,
        "--api-key-from", "file:\(place.key(instance.name))", as: DemoPeople.admin)
    }
    try await shell.ops(
      "pipeline", "add", "delivery", "development", "staging", "production", as: DemoPeople.admin)
  }

  private func onboard() async throws(OpsError) {
    chapter(2, "What runs is read, and what is good is approved")
    try await shell.ops("sync", as: DemoPeople.admin)
    try await shell.ops("canonical", "onboard", "--env", "development", "--all", as: DemoPeople.admin)
    for environment in ["staging", "production"] {
      try await shell.ops(
        "canonical", "onboard", "--env", environment, "Customer lookup", "Error alert", "Order intake",
        "Nightly invoices",
        "Stock sync", "Weekly report", "Data erasure request", "Payment reminder", as: DemoPeople.admin)
    }
    try await shell.ops("canonical", "matrix", as: DemoPeople.admin)
  }

  private func promote() async throws(OpsError) {
    chapter(3, "A developer changes two workflows and asks to promote them")
    let development = landscape.instance(.development)
    try await editor.change("Order intake", in: development) { workflow in
      let code = workflow.parameter("jsCode", of: "Validate") ?? ""
      workflow.setParameter(
        "/jsCode", of: "Validate",
        to: .string(
          code.replacing(
            "if (!order.email) problems.push('email is missing');",
            with: "if (!/^\\S+@\\S+$/.test(order.email ?? '')) problems.push('email is not valid');")))
    }
    say("Dev edits 'Order intake' in development: a better check of the mail address.")
    try await editor.change("Customer lookup", in: development) { workflow in
      workflow.setParameter(
        "/query", of: "Find customer",
        to:
          "SELECT id, name, segment, language, blocked\nFROM customers\nWHERE lower(email) = lower($1)\nLIMIT 1"
      )
    }
    say("Dev edits 'Customer lookup', which 'Order intake' calls.")
    try await stage("staging", ["order-intake"], "Refuse orders without a valid mail address")
    chapter(4, "A reviewer reads the branch and merges it; only then it runs")
    try await merge(firstTime: true)
    try await shell.ops("promote", "run", as: DemoPeople.admin)
    say("Staging runs it now. The same way to production:")
    try await stage("production", ["order-intake"], "Tested in staging since Monday")
    try await merge(firstTime: false)
    try await shell.ops("promote", "run", as: DemoPeople.admin)
  }

  private func drift() async throws(OpsError) {
    chapter(5, "Somebody edits production directly")
    let production = landscape.instance(.production)
    try await editor.change("Payment reminder", in: production) { workflow in
      workflow.setParameter("/conditions/conditions/0/rightValue", of: "More than a week", to: 14)
    }
    try await shell.ops("drift", "check", "--env", "production", as: DemoPeople.admin, expecting: .found)
    say("The longer delay was right, so it is kept: a proposal like any other.")
    try await shell.ops(
      "drift", "keep", "payment-reminder", "--env", "production", "--reason", "Customers asked for two weeks",
      as: DemoPeople.developer)
    try await merge(firstTime: false)
    try await shell.ops("promote", "run", as: DemoPeople.admin)
    say("Then somebody lets 'Stock sync' send its token over plain http.")
    try await editor.change("Stock sync", in: production) { workflow in
      workflow.setParameter("/url", of: "Stock in the ERP", to: "http://10.1.2.3/api/stock")
    }
    try await shell.ops("drift", "check", "--env", "production", as: DemoPeople.admin, expecting: .found)
    say("That is taken back:")
    try await shell.ops(
      "drift", "revert", "stock-sync", "--env", "production", "--reason",
      "Nobody approved an unencrypted address",
      as: DemoPeople.admin)
    try await shell.ops("drift", "check", "--env", "production", as: DemoPeople.admin)
    try await shell.ops("incident", "list", as: DemoPeople.admin)
  }

  private func failure() async throws(OpsError) {
    chapter(6, "A promotion fails half-way and is taken back")
    let development = landscape.instance(.development)
    for name in ["Weekly report", "Nightly invoices"] {
      try await editor.change(name, in: development) { workflow in
        workflow.set("Europe/Lisbon", at: JSONPointer().appending("settings").appending("timezone"))
      }
    }
    try await stage("staging", ["nightly-invoices", "weekly-report"], "The shop moves to Lisbon")
    try await merge(firstTime: false)
    let staging = landscape.instance(.staging)
    staging.simulator.inject(
      Fault(.status(500), method: "PUT", path: "/api/v1/workflows/*", count: 1, skip: 1))
    say("The n8n of staging will answer 500 to the second of two writes.")
    try await shell.ops("promote", "run", as: DemoPeople.admin, expecting: .failure)
    try await shell.ops("drift", "check", "--env", "staging", as: DemoPeople.admin)
  }

  private func site() async throws(OpsError) {
    chapter(7, "Pages for everybody else")
    try await shell.ops("site", "build", "--out", place.site, as: DemoPeople.admin)
  }

  // MARK: - Scenes

  private func stage(_ target: String, _ workflows: [String], _ reason: String) async throws(OpsError) {
    let arguments = ["promote", "plan", "--into", target] + workflows + ["--reason", reason]
    try await shell.run(arguments, as: DemoPeople.developer)
  }

  /// The reviewer merges the only open proposal, as people do it: with Git.
  private func merge(firstTime: Bool) async throws(OpsError) {
    let branch = try openProposal()
    if firstTime {
      try shell.git(
        "clone", "--quiet", place.repository, place.review, as: DemoPeople.reviewer)
    } else {
      try shell.git("fetch", "--quiet", in: place.review, as: DemoPeople.reviewer)
      try shell.git("merge", "--quiet", "--ff-only", "origin/main", in: place.review, as: DemoPeople.reviewer)
    }
    try shell.git(
      "diff", "--stat", "main...origin/\(branch)", in: place.review, as: DemoPeople.reviewer)
    try shell.git(
      "merge", "--no-ff", "-m", "Approve \(branch)", "origin/\(branch)", in: place.review,
      as: DemoPeople.reviewer)
    try shell.git("push", "--quiet", "origin", "main", in: place.review, as: DemoPeople.reviewer)
  }

  private func openProposal() throws(OpsError) -> String {
    let workspace = try Workspace.open(at: place.repository)
    let branches: [String]
    do {
      branches = try workspace.repository.references(prefix: "refs/heads/promotion/").map(\.name.shortName)
    } catch {
      throw OpsError(gitError: error)
    }
    guard let branch = branches.last else {
      throw OpsError("The demo's proposal is missing", at: place.repository)
    }
    return branch
  }

  // MARK: - Words

  /// What makes the lines below work in the reader's own shell.
  private func tellHowToFollow() {
    let admin = DemoPeople.admin
    console.print(
      "To try lines like those below yourself: n8n-ops demo --serve, and in another terminal first")
    console.print("  export N8N_OPS_REPO=\(ShellWords.quoted(place.repository))")
    console.print("  export GIT_AUTHOR_NAME=\(ShellWords.quoted(admin.name)) GIT_AUTHOR_EMAIL=\(admin.email)")
  }

  private func chapter(_ number: Int, _ title: String) {
    console.print()
    console.print(console.styled("── \(number). \(title) ", .bold))
  }

  private func say(_ text: String) {
    console.print()
    console.print(text)
  }

  private func farewell() {
    let site = "\(shownFolder)/site"
    console.print()
    console.print(
      console.styled("Done.", [.bold, .green]) + " The site is in \(site): n8n-ops preview \(site)")
    console.print(
      "To look further (the first two need no n8n; the others want `n8n-ops demo --serve` in another terminal):"
    )
    let repo = "--repo \(shownFolder)/ops.git"
    for command in [
      "n8n-ops audit log \(repo)", "git -C \(shownFolder)/ops.git log --graph --oneline main",
      "n8n-ops drift check --env production \(repo)",
      "n8n-ops promote plan --into production --all --dry-run \(repo)", "n8n-ops sync \(repo)",
    ] {
      console.print("  \(command)")
    }
  }
}
