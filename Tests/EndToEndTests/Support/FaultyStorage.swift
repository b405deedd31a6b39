import Foundation
import Testing

/// An ops repository whose storage fails, alone or sharing a remote, and a decision to try on it.
struct FaultyStorage {
  /// What a failed command names: what, where, why, what to do.
  private static let members = ["error:", "where:", "why:", "try:"]
  private static let decision = ["team", "invite", "x@example.com", "--name", "X"]

  let scratch: Scratch
  let workspace: TestWorkspace
  let remote: SharedRepository?

  var repository: String { workspace.repository }
  var program: Program { workspace.admin }

  init(_ label: String, isShared: Bool = false) throws {
    scratch = try Scratch(label)
    workspace = try TestWorkspace(scratch)
    remote = isShared ? try SharedRepository(scratch) : nil
    guard let remote else { return }
    try remote.share(repository, machine: "first")
    try expect(workspace.admin.run("remote", "push"))
  }

  /// A decision fails with an error that says `parts`, and what was decided before is as it was.
  ///
  /// - Parameters:
  ///   - folder: what can only be read meanwhile; a name in the scratch folder.
  ///   - isReadable: whether git can read the repository meanwhile.
  func refuses(
    readOnly folder: String? = nil, isReadable: Bool = true, saying parts: [String],
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let before = isReadable ? try history() : []
    let outcome = try folder.map { try run(Self.decision, readOnly: $0) } ?? program.run(Self.decision)
    #expect(outcome.status == 1, "\(outcome.all)", sourceLocation: sourceLocation)
    for part in Self.members + parts {
      #expect(
        outcome.errors.contains(part), "\(part) is missing in \(outcome.all)", sourceLocation: sourceLocation)
    }
    guard isReadable else { return }
    #expect(try history() == before, sourceLocation: sourceLocation)
  }

  /// The same decision works, once, on top of what was there; everything is whole.
  func works(sourceLocation: SourceLocation = #_sourceLocation) throws {
    let before = try history()
    try expect(program.run(Self.decision), sourceLocation: sourceLocation)
    #expect(
      try history() == ["team: x is developer"] + before, "\(repository)", sourceLocation: sourceLocation)
    for name in [repository, remote?.name].compactMap(\.self) {
      let checked = try scratch.git.run("-C", scratch.path(name), "fsck", "--strict", "--no-dangling")
      #expect(checked.status == 0, "\(name): \(checked.all)", sourceLocation: sourceLocation)
      #expect(
        try scratch.lines(name, "log", "-1", "--format=%s", "main") == ["team: x is developer"],
        sourceLocation: sourceLocation)
    }
  }

  /// Runs a command while a folder can only be read.
  func run(_ words: [String], readOnly folder: String) throws -> Program.Outcome {
    let script = """
      folder=$1; shift
      mount --bind "$folder" "$folder" && mount -o remount,bind,ro "$folder" && exec "$@"
      """
    return try Program.tool("unshare", in: scratch.url).with(program.variables).run(
      ["-rm", "sh", "-c", script, "sh", scratch.path(folder), program.path] + words)
  }

  /// Whether folders can be made read-only here, also for root.
  static var hasNamespaces: Bool {
    let outcome = try? Program.tool("unshare", in: URL(fileURLWithPath: "/tmp")).run("-rm", "true")
    return outcome?.status == 0
  }

  /// Writes a file of the scratch folder, which may be read-only.
  func write(_ text: String, to path: String) throws {
    let url = scratch.url.appendingPathComponent(path)
    if FileManager.default.fileExists(atPath: url.path) { try FileManager.default.removeItem(at: url) }
    try Data(text.utf8).write(to: url)
  }

  /// The file of a loose object that a revision names, in the repository `name`.
  func object(_ revision: String, in name: String) throws -> String {
    let hash = try #require(try scratch.lines(name, "rev-parse", revision).first)
    return "\(name)/objects/\(hash.prefix(2))/\(hash.dropFirst(2))"
  }

  /// Cuts a file in half, and puts it back when `body` is done.
  func halving(_ path: String, _ body: () throws -> Void) throws {
    let url = scratch.url.appendingPathComponent(path)
    let whole = try Data(contentsOf: url)
    try FileManager.default.removeItem(at: url)
    try whole.prefix(whole.count / 2).write(to: url)
    try body()
    try FileManager.default.removeItem(at: url)
    try whole.write(to: url)
  }

  /// The subjects of `main`, newest first, as git reads them.
  private func history() throws -> [String] { try scratch.lines(repository, "log", "--format=%s", "main") }
}
