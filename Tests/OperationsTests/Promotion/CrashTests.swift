import Governance
import JSON
import Ledger
import Simulator
import Testing

@testable import Operations

@Suite("Killed in the middle of a promotion", .timeLimit(.minutes(5)))
struct CrashTests {
  /// `order` and `lookup` changed, `returns` new: updates and a create, tags, publishing.
  private func landscape(_ release: N8NRelease, _ folder: TestFolder? = nil) throws -> Landscape {
    try Landscape(release, folder: folder) { stock, simulator, name in
      guard name != "prod" else { return }
      try stock.fill(simulator, without: ["report"])
      if name == "dev" { try simulator.load(workflow: stock.fresh(), active: true) }
    }
  }

  private func change(_ landscape: Landscape) throws {
    try landscape.edit("dev", "order", code: "return [1];")
    try landscape.edit("dev", "lookup", code: "return [2];")
  }

  private func approved(_ release: N8NRelease) async throws -> (Landscape, RecordID) {
    let landscape = try landscape(release)
    for name in ["dev", "staging"] {
      try await landscape.sync(name)
      try landscape.onboard(name)
    }
    try change(landscape)
    return (landscape, try await landscape.approved(["order-intake", "returns"]))
  }

  /// The same approval with instances of their own, which give the same ids.
  private func again(_ approved: TestFolder, _ release: N8NRelease) throws -> Landscape {
    let landscape = try landscape(release, try approved.copy())
    try change(landscape)
    return landscape
  }

  private struct End: Equatable {
    let instance: [String: [JSON]]
    let statuses: [Promotion.Status]
    let baseline: String
    let observed: String

    init(_ landscape: Landscape, _ id: RecordID) throws {
      instance = try InstanceState(try landscape.simulator("staging")).byName.mapValues { documents in
        documents.map { document in
          // Ids of what was created differ between two runs; who is called is compared by the observed branch.
          JSON.object([
            "name": document["runs"]?["name"] ?? nil, "active": document["runs"]?["active"] ?? nil,
            "tags": document["runs"]?["tags"] ?? nil,
          ])
        }
      }
      statuses = [try landscape.promotion(id).status]
      baseline = try landscape.tip("main:state/tenants/acme/environments/staging/baseline")
      observed = try landscape.tip("observed/acme/staging:workflows")
    }
  }

  /// Runs the promotion in a process that is killed at its nth write.
  ///
  /// - Returns: whether it came so far.
  private func kill(_ landscape: Landscape, atWrite number: Int, _ moment: KillSwitch.Moment) async throws
    -> Bool
  {
    let network = KillSwitch(landscape.router, atWrite: number, moment)
    let context = try landscape.context(as: Landscape.machine, network: network)
    let isKilled = await network.run { _ = try? await RunPromotions(context).run() }
    try landscape.releaseLocks()
    return isKilled
  }

  @Test(
    "PROMO-005 killed before or after any write, the next run ends as if nothing had been",
    arguments: [N8NRelease.v1_123_81, .v2_14_2, .v2_30_8, .v2_40_7], KillSwitch.Moment.allCases)
  func everyWrite(_ release: N8NRelease, _ moment: KillSwitch.Moment) async throws {
    let (undisturbed, id) = try await approved(release)
    let start = try undisturbed.folder.copy()
    try await undisturbed.run()
    let goal = try End(undisturbed, id)
    #expect(goal.statuses == [.completed])
    var number = 1
    while true {
      let landscape = try again(start, release)
      guard try await kill(landscape, atWrite: number, moment) else { break }
      #expect(try landscape.promotion(id).status == .running)
      let report = try await landscape.run()
      #expect(report.refused.map(\.reason) == [])
      let why = try landscape.promotion(id).failure?.reason ?? ""
      #expect(try End(landscape, id) == goal, "killed \(moment) write \(number) \(why)")
      #expect(try landscape.folder.git("for-each-ref", "refs/n8n-ops/undo") == "")
      try landscape.folder.git("fsck", "--strict")
      number += 1
    }
    #expect(number > 5, "so many writes there are at least")
  }

  @Test(
    "PROMO-007 killed and then failing, everything goes back to before the first run",
    arguments: N8NRelease.allCases)
  func thenFailing(_ release: N8NRelease) async throws {
    let (first, id) = try await approved(release)
    for number in [2, 4] {
      let landscape = try again(first.folder, release)
      let simulator = try landscape.simulator("staging")
      let before = try InstanceState(simulator)
      _ = try await kill(landscape, atWrite: number, .after)
      simulator.inject(try #require(Fault(text: "PUT /workflows/*/tags status:500")))
      try await landscape.run()
      let promotion = try landscape.promotion(id)
      #expect(promotion.status == .failed)
      #expect(promotion.failure?.isRolledBack == true, "\(promotion.failure?.reason ?? "")")
      #expect(try InstanceState(simulator) == before)
    }
  }

  @Test("PROMO-005 an instance that is away when the run is taken up again leaves it running")
  func away() async throws {
    let (landscape, id) = try await approved(.v2_40_7)
    _ = try await kill(landscape, atWrite: 2, .after)
    let simulator = try landscape.simulator("staging")
    simulator.inject(try #require(Fault(text: "* reset-before always")))
    let report = try await landscape.run()
    #expect(report.finished.isEmpty)
    #expect(report.refused.map(\.id) == [id])
    #expect(try landscape.promotion(id).status == .running)
    simulator.clearFaults()
    #expect(try await landscape.run().finished.map(\.status) == [.completed])
  }

  @Test("PROMO-005 killed after the last commit, the next run tidies up")
  func leftovers() async throws {
    let (landscape, id) = try await approved(.v2_40_7)
    let branch = "promotion/acme/\(id)"
    let proposal = try landscape.tip(branch)
    try await landscape.run()
    try landscape.folder.git("update-ref", "refs/n8n-ops/undo/acme/\(id)", proposal)
    try landscape.folder.git("branch", branch, proposal)
    #expect(try await landscape.run().finished.isEmpty)
    #expect(try landscape.folder.git("for-each-ref", "refs/n8n-ops/undo", "refs/heads/promotion") == "")
  }

  @Test(
    "PROMO-005 killed after the announcement and before the undo log, nothing was written, and it starts anew"
  )
  func beforeUndo() async throws {
    let (landscape, id) = try await approved(.v2_40_7)
    _ = try await kill(landscape, atWrite: 1, .before)
    try landscape.folder.git("update-ref", "-d", "refs/n8n-ops/undo/acme/\(id)")
    #expect(try await landscape.run().finished.map(\.status) == [.completed])
  }
}
