import Foundation
import Governance
import JSON
import Simulator
import Testing

@testable import Operations

@Suite("An instance that misbehaves")
struct MisbehaviourTests {
  private let dev = Slug(from: "dev")

  private func landscape() async throws -> (Landscape, tree: String) {
    let landscape = try Landscape()
    try await landscape.sync("dev")
    return (landscape, try landscape.tip("observed/acme/dev^{tree}"))
  }

  @Test(
    "ENV-009 what the user reads, and what is kept", arguments: Misbehaviours.all)
  func table(_ misbehaviour: Misbehaviour) async throws {
    let (landscape, tree) = try await landscape()
    let network = MisbehavingNetwork(base: landscape.router, misbehaviour: misbehaviour)
    let sync = Sync(try landscape.context(network: network), environment: dev)
    switch misbehaviour.outcome {
    case .refuses(let why, let remedy, let call):
      let error = try #require(await #expect(throws: OpsError.self) { try await sync.run() })
      #expect(error.what == "A call to n8n failed")
      #expect(error.place?.hasPrefix("dev, \(call)") == true)
      #expect(error.why?.hasPrefix(why) == true, "read: \(error.why ?? "")")
      #expect(error.remedy == remedy)
      #expect(!"\(error)".contains("key-of"))
    case .tells(let text):
      let report = try await sync.run()
      #expect(!report.isComplete)
      #expect(report.unreadable.contains { $0.contains(text) }, "read: \(report.unreadable)")
      #expect(report.removed == 0)
      try #expect(landscape.context().ledger.status(of: dev).lastSync?.isSuccess == false)
    case .leavesOut(let text, let remedy):
      let report = try await sync.run()
      #expect(report.outcome == .done)
      #expect(report.refused.first?.words == "\(text). \(remedy)")
    case .takes:
      let report = try await sync.run()
      #expect(report.isComplete && report.changed == 1)
      try landscape.folder.git("fsck", "--strict")
      #expect(!(try landscape.folder.git("log", "-1", "--format=%B", "observed/acme/dev")).contains("\u{1B}"))
      return
    case .copes:
      let report = try await sync.run()
      #expect(report.isComplete, "read: \(report.unreadable)")
    }
    #expect(try landscape.tip("observed/acme/dev^{tree}") == tree)
  }

  @Test("docs/misbehaviour.md has each row as it is read")
  func documented() throws {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../../docs/misbehaviour.md")
    let page = try String(contentsOf: file, encoding: .utf8)
    for misbehaviour in Misbehaviours.all {
      #expect(page.contains(misbehaviour.row + "\n"), "missing: \(misbehaviour.row)")
    }
    #expect(Misbehaviours.all.count >= 30)
    let rows = page.split(separator: "\n").count { $0.hasPrefix("| ") } - 1
    #expect(rows == Misbehaviours.all.count)
  }
}
