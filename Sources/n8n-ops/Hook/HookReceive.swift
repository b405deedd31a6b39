import Foundation
import Git
import Governance
import JSON
import Ledger
import Operations
import Terminal

struct HookReceive: Command {
  static let configuration = CommandConfiguration(
    commandName: "receive", abstract: "Judge a push: what the pre-receive hook calls.",
    discussion: """
      Reads the lines that Git hands to the hook on standard input. Changes of main, of proposals and of their branches \
      are judged as `verify` does; main is neither rewritten nor removed, an open proposal and sealed values are not \
      removed, and what was observed is written by the program. Exit code 2 refuses the push.
      """,
    examples: [
      Example(
        command: "n8n-ops hook receive --repo /srv/git/ops.git", says: "In a pre-receive hook of your own.")
    ])

  @OptionGroup var options: WorkspaceOptions

  mutating func run(_ context: CommandContext) async throws {
    let session = try Session(options, context)
    if let folder = context.environment["GIT_QUARANTINE_PATH"] {
      try readGit { () throws(GitError) in try session.workspace.repository.readObjects(alsoIn: folder) }
    }
    let input = String(decoding: FileHandle.standardInput.readDataToEndOfFile(), as: UTF8.self)
    let updates = input.split(separator: "\n").compactMap { VerifyPush.Update(line: String($0)) }
    let report = try VerifyPush(workspace: session.workspace).run(updates)
    try session.show([
      "refusals": .array(
        report.refusals.map {
          ["ref": .string($0.ref), "problem": .string($0.problem), "remedy": .string($0.remedy)]
        }), "violations": .array(report.violations.map(\.json)),
    ]) { console in
      for refusal in report.refusals {
        console.print("\(Console.safe(refusal.ref)): \(refusal.problem)")
        console.print("  \(refusal.remedy)")
      }
      for violation in report.violations { violation.show(on: console) }
    }
    guard report.isInOrder else { throw ExitCode.found }
  }
}
