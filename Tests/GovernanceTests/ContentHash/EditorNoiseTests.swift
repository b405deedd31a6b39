import JSON
import Testing

@testable import Governance

@Suite struct EditorNoiseTests {
  @Test("dump", .enabled(if: Shared.isPresent, "needs ../shared")) func dump() throws {
    for row in EditorRecording.all {
      let a = PortableForm.portable(
        from: row.before, mappings: EnvironmentMappings(), policy: Fixture.normalization)
      let b = PortableForm.portable(
        from: row.after, mappings: EnvironmentMappings(), policy: Fixture.normalization)
      let h = ContentHash.hash(of: a.workflow, policy: Fixture.normalization)
      let g = ContentHash.hash(of: b.workflow, policy: Fixture.normalization)
      print(
        "ROW", row, a.workflow == b.workflow ? "blob=" : "blob!", h == g ? "hash=" : "hash!",
        b.draft != nil ? "draft" : "", a.reports.count, b.reports.count)
      let d = WorkflowDiff.between(a.workflow, b.workflow, policy: Fixture.normalization, risk: Fixture.risk)
      for c in d.changes {
        print(
          "ROW      ", c.isCosmetic ? "~" : "!", c.risk.rawValue, c.kind, c.node ?? "",
          c.connection.map { "->\($0.target)" } ?? "", c.pointer?.description ?? "",
          c.old?.text(.compact).prefix(60) ?? "-", c.new?.text(.compact).prefix(60) ?? "-", c.rule)
      }
    }
  }
}
