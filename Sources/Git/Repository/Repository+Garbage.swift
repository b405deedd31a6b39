import Foundation

extension Repository {
  /// Packs what lies loose and removes what nothing leads to, as the git command judges it.
  ///
  /// A repository that only programs write to is tidied by nobody: each small commit leaves a few loose objects, each
  /// large one a pack. Deltas, reachability and what a crash left are Git's own business, so its command does this.
  ///
  /// - Parameters:
  ///   - onlyIfNeeded: Do nothing below Git's limits (gc.auto: 6,700 loose objects, gc.autoPackLimit: 50 packs); fast.
  ///   - days: How many days an object stays that no reference leads to any more; nil: as the configuration says (14).
  ///     Fewer than one could take objects that a running job has stored and not yet named.
  /// - Throws: ``GitError/Kind/notFound`` where there is no git command; ``GitError/Kind/other`` with its words.
  package func collectGarbage(onlyIfNeeded: Bool, pruningOlderThan days: Int? = nil) throws(GitError) {
    let age = days.map { "\(max($0, 1)).days.ago" }
    var arguments = ["--git-dir=\(commonPath)", "-c", "gc.autoDetach=false"]
    // What the branch of decisions once was is evidence; its log forgets nothing.
    for key in ["reflogExpire", "reflogExpireUnreachable"] {
      arguments += ["-c", "gc.refs/heads/main.\(key)=never"]
    }
    // What only a reflog still names would stay for a month (gc.reflogExpireUnreachable).
    if let age { arguments += ["-c", "gc.reflogExpireUnreachable=\(age)"] }
    arguments += ["gc", "--quiet"]
    if onlyIfNeeded { arguments.append("--auto") }
    if let age { arguments.append("--prune=\(age)") }
    let process = try GitProcess(arguments)
    let complaint = process.complaintAtEnd()
    guard process.finish() == 0 else {
      throw GitError(.other, operation: "collect garbage in \(commonPath)", detail: complaint)
    }
    try refreshObjects()
  }
}

extension Repository {
  /// Removes temporary files that killed processes have left for a day. Git does so when it collects garbage, and where
  /// that does not pay nobody else would.
  package func removeLeftovers() throws(GitError) {
    // Its time is what the file system takes for now.
    let now = try TemporaryFile(in: objectsPath, name: "now")
    let fans = (try? FileManager.default.contentsOfDirectory(atPath: objectsPath)) ?? []
    for folder in ["."] + fans.filter({ $0.utf8.count == 2 || $0 == "pack" }) {
      Leftovers.remove(in: "\(objectsPath)/\(folder)", olderThan: now.path)
    }
  }
}

/// How untidy a repository is.
package struct ObjectCounts: Sendable, Hashable {
  /// Objects that lie in files of their own.
  package var loose: Int
  package var packs: Int
}

extension Repository {
  /// Counts what a tidying would bring together. Reads folders, no objects: fast.
  package func objectCounts() -> ObjectCounts {
    let folders = FileManager.default
    func names(_ path: String) -> [String] { (try? folders.contentsOfDirectory(atPath: path)) ?? [] }
    let fans = names(objectsPath).filter { $0.utf8.count == 2 }
    return ObjectCounts(
      loose: fans.reduce(0) { $0 + names("\(objectsPath)/\($1)").count },
      packs: names("\(objectsPath)/pack").count { $0.hasSuffix(".pack") })
  }
}
