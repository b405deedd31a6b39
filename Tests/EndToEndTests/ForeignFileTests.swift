import Foundation
import Testing

/// What people commit beside state files, or in their place: it is told, it stays where it is, and it keeps nobody from
/// anything that does not need it.
@Suite("Foreign files")
struct ForeignFileTests {
  private static let tenant = "state/tenants/acme"

  @Test(
    "a link, a submodule, a large file, bytes and names that are no text: decisions go on, and all of it stays",
    arguments: [
      ("link", "ln -s /etc/passwd notes; ln -s /etc state/tenants/acme/environments", "entry-kind"),
      (
        "submodule",
        "git update-index --add --cacheinfo 160000,$(git rev-parse HEAD),state/tenants/acme/incidents/other",
        "entry-kind"
      ),
      ("large", "head -c 60000000 /dev/urandom > recording.bin", nil),
      ("bytes", "head -c 5000 /dev/urandom > state/tenants/acme/notes.bin", nil),
      ("name", "touch \"$(printf 'caf\\351')\" \"$(printf 'state/a\\nb')\" 'state/ leading'", nil),
      (
        "case", "cp state/tenants/acme/tenant.json state/tenants/acme/Tenant.json; touch readme.MD",
        "stray-file"
      ),
    ] as [(String, String, String?)])
  func beside(label: String, script: String, rule: String?) throws {
    let foreign = try commit(script, label)
    let before = try tree(foreign)
    try expect(foreign.workspace.admin.run("team", "invite", "x@example.com", "--name", "X"))
    let after = try tree(foreign)
    #expect(after.filter { !$0.hasSuffix("team/x.json") } == before && after.count == before.count + 1)
    let checked = try foreign.workspace.admin.run("check")
    #expect(checked.status == (rule == nil ? 0 : 2), "\(checked.all)")
    if let rule { #expect(checked.output.contains("[\(rule)]"), "\(checked.all)") }
    #expect(try foreign.workspace.isSound())
  }

  @Test(
    "in the place of a state file they are refused by name, with what to do",
    arguments: [
      ("link-member", "ln -s /etc/passwd state/tenants/acme/team/link.json", "link.json"),
      ("bytes-member", "head -c 5000 /dev/urandom > state/tenants/acme/team/bytes.json", "team/bytes.json"),
      ("large-member", "head -c 40000000 /dev/zero > state/tenants/acme/team/large.json", "team/large.json"),
      ("name-member", "cp $member \"$(printf 'state/tenants/acme/team/caf\\351.json')\"", "team/caf"),
      ("case-member", "cp $member state/tenants/acme/team/Rosa.json", "team/Rosa.json"),
      (
        "folder-member", "mkdir state/tenants/acme/team/rita.json; touch state/tenants/acme/team/rita.json/x",
        nil
      ),
    ] as [(String, String, String?)])
  func inPlace(label: String, script: String, named: String?) throws {
    let foreign = try commit("member=state/tenants/acme/team/ada-admin.json; \(script)", label)
    let before = try tree(foreign)
    let outcome = try foreign.workspace.admin.run("team", "invite", "x@example.com", "--name", "X")
    let checked = try foreign.workspace.admin.run("check")
    if let named {
      // A link is no member, as it is no file; everything else might be one.
      if label != "link-member" {
        #expect(outcome.status == 1 && outcome.errors.contains(named), "\(outcome.all)")
        #expect(outcome.errors.contains("try:"), "\(outcome.all)")
        #expect(try tree(foreign) == before)
      }
      #expect(checked.status == 2 && checked.output.contains(named), "\(checked.all)")
    } else {
      try expect(outcome)
    }
    #expect(try foreign.workspace.isSound())
  }

  /// A workspace to whose `main` somebody has pushed what a script makes in a clone.
  private func commit(_ script: String, _ label: String) throws -> (
    scratch: Scratch, workspace: TestWorkspace
  ) {
    let scratch = try Scratch("foreign-\(label)")
    let workspace = try TestWorkspace(scratch)
    let outcome = try Program.tool("sh", in: scratch.url).with(workspace.admin.variables).run(
      "-ec",
      """
      git clone --quiet ops.git clone; cd clone
      \(script)
      git add --all -- . ':!state/tenants/acme/incidents'
      git commit --quiet -m Foreign; git push --quiet origin main
      """)
    try expect(outcome)
    return (scratch, workspace)
  }

  /// The files of `main`, byte for byte.
  private func tree(_ foreign: (scratch: Scratch, workspace: TestWorkspace)) throws -> [String] {
    try foreign.scratch.lines(foreign.workspace.repository, "ls-tree", "-r", "main")
  }
}
