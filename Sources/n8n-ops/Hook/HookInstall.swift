import Foundation
import Git
import Governance
import JSON
import Ledger
import Terminal

struct HookInstall: Command {
  static let configuration = CommandConfiguration(
    commandName: "install", abstract: "Install the pre-receive hook of a repository that others push to.",
    discussion:
      """
      A hook of somebody else is not replaced. Where core.hooksPath says that Git looks for hooks elsewhere, it goes \
      there. Hooks work on servers of your own; a forge runs `verify` in CI.
      """,
    examples: [
      Example(
        command: "n8n-ops hook install --repo /srv/git/ops.git", says: "Every push is verified from now on.")
    ])

  @OptionGroup var options: ChangeOptions

  /// By this line a hook of ours is known.
  private static let mark = "# Written by n8n-ops hook install; write it again after moving the executable."

  mutating func run(_ context: CommandContext) async throws {
    let session = try Session(options, context)
    let folder = try Self.folder(session)
    let path = folder.path + "/pre-receive"
    if let present = FileManager.default.contents(atPath: path),
      !String(decoding: present, as: UTF8.self).contains(Self.mark)
    {
      throw OpsError(
        "There is a hook already", at: path, because: "n8n-ops did not write it",
        remedy: "Call `n8n-ops hook receive` in it, with what it gets on standard input.")
    }
    if session.rehearsal == nil { try write(to: path) }
    try session.show(["hook": .string(path)]) { console in
      console.print("Installed \(Console.safe(path)).")
      if folder.isConfigured {
        console.note(
          "Note: core.hooksPath names this folder. The hook holds for every repository that uses it.")
      }
    }
  }

  /// Where Git looks for the hooks of a push: `core.hooksPath`, seen from Git's folder (githooks(5)), else `hooks`.
  private static func folder(_ session: Session) throws -> (path: String, isConfigured: Bool) {
    let configured = try readGit { () throws(GitError) in
      try session.repository.configuration("core.hooksPath")
    }
    guard let configured, !configured.isEmpty else { return (session.gitFolder + "hooks", false) }
    let home = session.variables["HOME"].map { $0 + "/" } ?? "~/"
    let path = configured.hasPrefix("~/") ? home + configured.dropFirst(2) : configured
    return (path.hasPrefix("/") ? path : session.gitFolder + path, true)
  }

  private func write(to path: String) throws {
    let executable = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().path
    let quoted = "'" + executable.replacing("'", with: "'\\''") + "'"
    let text = """
      #!/bin/sh
      \(Self.mark)
      exec \(quoted) hook receive --repo "$(pwd)"

      """
    let url = URL(fileURLWithPath: path)
    do {
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url, options: .atomic)
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    } catch {
      throw OpsError(
        "The hook cannot be written", at: path, because: error.localizedDescription,
        remedy: "Look at the permissions of the folder, and at `git config --show-origin core.hooksPath`.")
    }
  }
}
