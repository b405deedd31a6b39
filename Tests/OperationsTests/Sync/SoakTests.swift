import Foundation
import Governance
import JSON
import Simulator
import TestSupport
import Testing

@testable import Operations

@Suite("Many syncs of an unreliable instance")
struct SoakTests {
  private func act(_ landscape: Landscape, _ random: inout SeededGenerator, _ round: Int) throws {
    let simulator = try landscape.simulator("dev")
    let ids = simulator.workflows.compactMap { $0["id"]?.stringValue }
    switch Int.random(in: 0..<10, using: &random) {
    case 0 where ids.count < 40:
      try simulator.load(workflow: Stock(.v2_40_7).fresh("Round \(round)"), active: random.chance(50))
    case 1 where ids.count > 8: try simulator.delete(workflowID: random.pick(ids))
    case 2...6:
      try simulator.edit(workflowID: random.pick(ids), publish: random.chance(70)) {
        $0.set(["round": .number(JSONNumber(round))], at: JSONPointer().appending("settings"))
        $0.set(.string("Round \(round)"), at: JSONPointer().appending("name"))
      }
    default: break
    }
  }

  private func fault(_ random: inout SeededGenerator) -> Fault {
    let actions: [Fault.Action] = [
      .status(500), .status(503), .tooManyRequests(retryAfter: 1), .htmlPage, .resetBefore, .resetAfter,
      .truncate(after: 700), .latency(.milliseconds(2)), .drip(chunk: 4000, every: .milliseconds(1)),
    ]
    return Fault(
      random.pick(actions), method: "GET", path: random.pick(["/workflows", "/workflows/*", "*"]),
      count: Int.random(in: 1...5, using: &random), skip: Int.random(in: 0...2, using: &random))
  }

  @Test("ENV-009 200 syncs among random faults end with the tree of one without")
  func soak() async throws {
    var random = SeededGenerator(seed: 20_261_124)
    let landscape = try Landscape()
    let simulator = try landscape.simulator("dev")
    var failed = 0
    for round in 0..<200 {
      try act(landscape, &random, round)
      if random.chance(60) { simulator.inject(fault(&random)) }
      do {
        try await landscape.sync("dev")
      } catch {
        failed += 1
      }
      simulator.clearFaults()
    }
    #expect(failed > 10, "the faults have to bite")
    #expect(failed < 150)
    try await landscape.sync("dev")
    let tree = try landscape.tip("observed/acme/dev^{tree}")
    try landscape.folder.git("fsck", "--strict")
    try landscape.folder.git("update-ref", "-d", "refs/heads/observed/acme/dev")
    try landscape.folder.git("update-ref", "-d", "refs/n8n-ops/status/acme/dev")
    try await landscape.sync("dev")
    #expect(try landscape.tip("observed/acme/dev^{tree}") == tree)
  }
}
