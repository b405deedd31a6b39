import Foundation
import Git
import Glibc
import Governance
import Ledger
import Testing

@testable import Operations

/// Each trouble gives an error that says what it is, loses nothing, and is over when its cause is.
@Suite("Hostile ground")
struct HostileGroundTests {
  private let folder: TestFolder
  private let act = Act(
    actor: Landscape.rita, at: Instant(seconds: 1_800_000_000), machine: Landscape.machine)

  init() throws { folder = try TestFolder() }

  private func make(bare: Bool = true, at name: String = "repository") throws -> Workspace {
    let workspace = try InitWorkspace(path: folder(name), isBare: bare, act: act).run()
    try TenantAdministration(workspace: workspace, act: act).add(Slug(from: "acme"), Tenant(name: "Acme"))
    return workspace
  }

  private func put(_ text: String, at path: String = "notes.txt", _ workspace: Workspace) throws {
    try workspace.commit(to: workspace.main, as: act) { (_, edit) throws(OpsError) in
      edit.put(Array(text.utf8), at: path)
      return CommitNote("test", "x", tenant: nil, action: "test")
    }
  }

  private func tip(_ name: String = "repository") throws -> String {
    try folder.git("rev-parse", "main", in: name)
  }

  @Test(
    "a full disk: nothing moves, and it goes on when there is room",
    .enabled(if: SmallDisk.isPermitted, "mount"))
  func fullDisk() throws {
    let disk = try SmallDisk(folder("disk"))
    defer { disk.unmount() }
    let workspace = try make(at: "disk/repository")
    let before = try tip("disk/repository")
    disk.fill()
    let noise = (0..<20_000).map { _ in String(UInt32.random(in: 0...UInt32.max), radix: 36) }.joined()
    let error = #expect(throws: OpsError.self) { try put(noise, workspace) }
    #expect(error?.description.contains("space") == true, "\(error.map { "\($0)" } ?? "")")
    #expect(try tip("disk/repository") == before)
    disk.makeRoom()
    try folder.git("fsck", "--strict", in: "disk/repository")
    try put("fits", workspace)
    #expect(try folder.git("show", "main:notes.txt", in: "disk/repository") == "fits")
  }

  @Test("a repository of another user is told as such", .enabled(if: geteuid() == 0, "root gives it away"))
  func anotherUser() throws {
    _ = try make()
    let path = folder("repository")
    #expect(chown(path, 65_534, 65_534) == 0)
    let error = #expect(throws: OpsError.self) { try Workspace.open(at: path) }
    #expect(error?.why == "it belongs to another user")
    #expect(error?.remedy?.hasSuffix("git config --global --add safe.directory \(path)") == true)
  }

  @Test(
    "a disk that can only be read: reading works, writing is refused",
    .enabled(if: SmallDisk.isPermitted, "mount"))
  func readOnly() throws {
    let disk = try SmallDisk(folder("disk"))
    defer { disk.unmount() }
    _ = try make(at: "disk/repository")
    let before = try tip("disk/repository")
    disk.makeReadOnly()
    let workspace = try Workspace.open(at: folder("disk/repository"))
    #expect(try CheckWorkspace(tree: try workspace.mainTree(), in: workspace).run() == [])
    let error = #expect(throws: OpsError.self) { try put("x", workspace) }
    #expect(error?.description.contains("ead-only") == true, "\(error.map { "\($0)" } ?? "")")
    let clock = #expect(throws: OpsError.self) { try MaintenanceClock(workspace).note(act.at) }
    #expect(clock?.remedy?.contains("written by this user") == true)
    #expect(try tip("disk/repository") == before)
  }

  @Test("a damaged pack is told as damage, with what to do; no ref moves")
  func damagedPack() throws {
    _ = try make()
    try folder.git("gc", "--quiet")
    let packs = folder("repository/objects/pack")
    let name = try #require(
      try FileManager.default.contentsOfDirectory(atPath: packs).first { $0.hasSuffix(".pack") })
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: "\(packs)/\(name)")
    var bytes = try #require(FileManager.default.contents(atPath: "\(packs)/\(name)"))
    for index in 12..<bytes.count - 20 { bytes[index] ^= 0x5a }
    try bytes.write(to: URL(fileURLWithPath: "\(packs)/\(name)"))
    let before = try String(contentsOfFile: folder("repository/packed-refs"), encoding: .utf8)
    let error = #expect(throws: OpsError.self) {
      let workspace = try Workspace.open(at: folder("repository"))
      try put("x", workspace)
    }
    #expect(error?.remedy?.contains("fsck") == true, "\(error.map { "\($0)" } ?? "")")
    #expect(try String(contentsOfFile: folder("repository/packed-refs"), encoding: .utf8) == before)
  }

  @Test(
    "a foreign file stays, keeps nobody from working, and check names it where it could be taken for ours")
  func foreignFile() throws {
    let workspace = try make()
    try put("#!/bin/sh\n", at: "tools/deploy.sh", workspace)
    try put("{}", at: "state/tenants/acme/incident/x.json", workspace)
    try put("hello", at: "state/tenants/Not A Slug/readme.txt", workspace)
    let administration = TenantAdministration(workspace: workspace, act: act)
    try administration.add(Slug(from: "other"), Tenant(name: "Other"))
    #expect(try administration.list().map(\.slug.text) == ["acme", "other"])
    #expect(try folder.git("show", "main:tools/deploy.sh") == "#!/bin/sh")
    let findings = try CheckWorkspace(tree: try workspace.mainTree(), in: workspace).run()
    #expect(findings.contains { $0.path == "state/tenants/acme/incident/x.json" && !$0.remedy.isEmpty })
    #expect(!findings.contains { $0.path == "tools/deploy.sh" })
  }

  @Test("a ref that points nowhere is told by its name; the others work, and nothing is tidied away")
  func danglingRef() throws {
    let workspace = try make()
    let name = "refs/n8n-ops/status/acme/prod"
    try folder.write(String(repeating: "a", count: 40) + "\n", to: "repository/\(name)")
    let error = #expect(throws: GitError.self) {
      _ = try workspace.tree(of: try workspace.ref(named: name)).files()
    }
    #expect(error?.kind == .notFound && error?.description.contains("aaaaaaa") == true)
    let before = workspace.repository.objectCounts()
    let policy = MaintenancePolicy(everyHours: 1, graceDays: 1, looseObjects: 1, packs: 1)
    let refused = #expect(throws: OpsError.self) { try Maintain(workspace, policy: policy).run() }
    #expect(refused?.description.contains("prod") == true, "\(refused.map { "\($0)" } ?? "")")
    #expect(workspace.repository.objectCounts() == before)
    try put("works", workspace)
  }

  @Test("an index.lock that was left over is told by its path; nothing moves until it is gone")
  func indexLock() throws {
    let workspace = try make(bare: false)
    let before = try tip()
    try folder.write("", to: "repository/.git/index.lock")
    let error = #expect(throws: OpsError.self) { try put("x", workspace) }
    #expect(error?.description.contains("index.lock") == true, "\(error.map { "\($0)" } ?? "")")
    #expect(error?.remedy?.contains("remove the lock file") == true)
    #expect(try tip() == before)
    try FileManager.default.removeItem(atPath: folder("repository/.git/index.lock"))
    try put("x", workspace)
    #expect(try folder.git("status", "--porcelain") == "")
  }

  @Test("a changed file in the way is told by its path and keeps its change")
  func dirtyFile() throws {
    let workspace = try make(bare: false)
    try put("ours", workspace)
    try folder.write("mine", to: "repository/notes.txt")
    let before = try tip()
    let error = #expect(throws: OpsError.self) { try put("theirs", workspace) }
    #expect(error?.description.contains("notes.txt") == true, "\(error.map { "\($0)" } ?? "")")
    #expect(error?.remedy?.contains("Commit or stash") == true)
    #expect(folder.read("repository/notes.txt") == "mine")
    #expect(try tip() == before)
  }

  @Test("a shallow clone can be checked; that approvals were not is said")
  func shallow() throws {
    let workspace = try make()
    try put("x", workspace)
    #expect(!workspace.repository.isShallow)
    try folder.git("clone", "--quiet", "--depth", "1", "file://" + folder("repository"), "shallow", in: ".")
    let clone = try Workspace.open(at: folder("shallow"))
    #expect(clone.repository.isShallow)
    #expect(try CheckWorkspace(tree: try clone.treeToCheck(branch: nil), in: clone).run() == [])
    try folder.git("checkout", "--quiet", "--detach", in: "shallow")
    #expect(try CheckWorkspace(tree: try clone.treeToCheck(branch: nil), in: clone).run() == [])
  }
}

/// A file system of a few megabytes, in memory.
private struct SmallDisk {
  private let path: String

  /// Whether this process may mount anything.
  static let isPermitted: Bool = {
    guard let folder = try? TestFolder(), let disk = try? SmallDisk(folder("disk")) else { return false }
    disk.unmount()
    return true
  }()

  init(_ path: String) throws {
    self.path = path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    guard Self.run("mount", "-t", "tmpfs", "-o", "size=4m", "none", path) else { throw NotPermitted() }
  }

  private struct NotPermitted: Error {}

  func fill() {
    _ = Self.run("sh", "-c", "head -c 100m /dev/zero > '\(path)/filler' 2>/dev/null")
  }

  func makeRoom() { _ = Self.run("rm", "\(path)/filler") }

  func makeReadOnly() { _ = Self.run("mount", "-o", "remount,ro", path) }

  func unmount() { _ = Self.run("umount", path) }

  private static func run(_ words: String...) -> Bool {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = words
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }
}
