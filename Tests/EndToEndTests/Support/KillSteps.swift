import Foundation
import Testing

/// Kills a command at each of its steps, runs it again, and compares what it left with what it leaves undisturbed.
///
/// The steps are counted below all code, where the process changes something outside itself (`Tests/KillAtStep`), so
/// that a new one is covered as soon as it is there.
struct KillSteps {
  /// `all` takes every step; otherwise so many, spread evenly, another set for each command.
  static let chosen = ProcessInfo.processInfo.environment["KILL_STEPS"] ?? "5"

  static let library = URL(
    fileURLWithPath: Program.built("libkill-at-step.so", in: URL(fileURLWithPath: "/")).path)
  static var isBuilt: Bool { FileManager.default.fileExists(atPath: library.path) }

  let scratch: Scratch
  /// What is put back before each run: names in the scratch folder.
  let names: [String]
  let program: Program
  let words: [String]

  /// - Parameters:
  ///   - restore: puts back what is not a file, such as workflows of an instance.
  ///   - look: what there is to compare, as text.
  /// - Returns: how many steps there are, and how often it was killed.
  @discardableResult
  func run(
    restore: () async throws -> Void = {}, look: () async throws -> String
  ) async throws -> (steps: Int, kills: Int) {
    try save()
    let whole = try kill(at: 0)
    #expect(whole.status == 0, "\(words): \(whole.all)")
    let steps = try #require(Int(try scratch.text("kill-report").prefix { $0.isNumber }))
    let expected = try await look()
    var kills = 0
    for step in Self.choose(from: steps, seed: words.joined().utf8.reduce(0) { $0 &+ Int($1) }) {
      try putBack()
      try await restore()
      let killed = try kill(at: step)
      // Threads and random names make a step more or less: the last ones may not come.
      guard killed.status == 128 + SIGKILL else {
        #expect(killed.status == 0, "\(words): \(killed.all)")
        continue
      }
      kills += 1
      let place = try scratch.text("kill-report")
      let again = try program.run(words)
      let found = try await look()
      let difference = Self.difference(expected, found)
      #expect(difference == "", "\(words), killed at \(place)\(again.all)")
    }
    #expect(kills > 0)
    try putBack()
    try await restore()
    print("\(words.joined(separator: " ")): \(steps) steps, killed at \(kills)")
    return (steps, kills)
  }

  /// Lines that only one of the two has.
  private static func difference(_ expected: String, _ found: String) -> String {
    let (old, new) = (expected.split(separator: "\n"), found.split(separator: "\n"))
    return new.difference(from: old).map { change in
      switch change {
      case .insert(_, let line, _): "+ \(line)"
      case .remove(_, let line, _): "- \(line)"
      }
    }.joined(separator: "\n")
  }

  private static func choose(from steps: Int, seed: Int) -> [Int] {
    guard let count = Int(chosen), count < steps else { return Array(1...max(steps, 1)) }
    let stride = Double(steps) / Double(count)
    let offset = Double(abs(seed) % 97) / 97 * stride
    return (0..<count).map { min(steps, 1 + Int(offset + Double($0) * stride)) }
  }

  private func kill(at step: Int) throws -> Program.Outcome {
    try program.with([
      "LD_PRELOAD": Self.library.path, "KILL_PROGRAM": "n8n-ops", "KILL_AT": "\(step)",
      "KILL_REPORT": scratch.path("kill-report"),
    ]).run(words)
  }

  private func save() throws {
    for name in names { try copy(name, to: "saved-\(name)") }
  }

  private func putBack() throws {
    for name in names { try copy("saved-\(name)", to: name) }
  }

  private func copy(_ name: String, to other: String) throws {
    try expect(Program.tool("rm", in: scratch.url).run("-rf", scratch.path(other)))
    try expect(Program.tool("cp", in: scratch.url).run("-a", scratch.path(name), scratch.path(other)))
  }
}

extension Scratch {
  /// What a repository holds, without what differs from run to run (ids, times, hashes), judged by git: refs, history of
  /// `main`, files and their content. Damage, locks and unfinished notes of a killed process are part of it.
  func content(of repository: String) throws -> String {
    let script = """
      cd "$1" || exit 1
      git fsck --strict --no-dangling 2>&1
      git for-each-ref --format='%(refname) %(objecttype)' | grep -v ' refs/n8n-ops-remote/'
      git log --format='%s; %an; %cn; %P' main | sed 's/[0-9a-f]\\{40\\}/parent/g'
      for ref in $(git for-each-ref --format='%(refname)' refs/heads); do
        echo "== $ref"
        git ls-tree -r --format='%(objectname) %(path)' "$ref" | while read -r oid path; do
          echo "-- $path"
          # Sealed values are other ones each time.
          case $path in *.age) ;; *) git cat-file blob "$oid";; esac
        done
      done
      for ref in $(git for-each-ref --format='%(refname)' refs/n8n-ops); do
        case $ref in refs/n8n-ops/jobs/*) ;; *) echo "== $ref"; git ls-tree -r --name-only "$ref";; esac
      done
      test -d .git && git status --porcelain
      journal=$(cat "$(git rev-parse --git-dir)/ops-journal" 2>/dev/null)
      # A lock that the journal names is known to be nobody's: whoever wants it next takes it away.
      find . -name '*.lock' ! -name 'n8n-ops*.lock' | while read -r lock; do
        case $journal in *"${lock#.}"*) ;; *) echo "$lock";; esac
      done
      echo "$journal" | grep -v -e '^lock ' -e '^end$'
      """
    let outcome = try Program.tool("sh", in: url).run("-c", script, "sh", path(repository))
    return outcome.output
      .replacing(/\d{8}T\d{6}Z-[a-z0-9]{6}/, with: "ID").replacing(/\b[0-9a-f]{64}\b/, with: "HASH")
      .replacing(/\b[0-9a-f]{40}\b/, with: "OID").replacing(/\d{4}-\d\d-\d\dT[\d:.]+Z/, with: "TIME")
      .replacing(/"id": "[A-Za-z0-9]{16}"/, with: "\"id\": \"N8N\"")
      .replacing(/"milliseconds": \d+/, with: "\"milliseconds\": N")
      .split(separator: "\n").filter { !$0.hasPrefix("Checking") && !$0.hasPrefix("notice:") }
      .joined(separator: "\n")
  }
}
