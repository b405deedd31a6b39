import Foundation
import Git
import Governance
import JSON

/// Finds the workflow files of a repository that is none of ours, and the fewest patterns that name them.
struct WorkflowFilePatterns {
  /// The most JSON files that are looked into.
  static let limit = 20_000
  /// The largest file that is looked into, in bytes.
  static let largestFile = 16 << 20

  /// Patterns for the JSON files of what HEAD has, or of the work tree where nothing is committed yet.
  static func find(in repository: Repository) throws(GitError) -> [String] {
    var isWorkflow: [(path: String, isOne: Bool)] = []
    for (path, bytes) in try jsonFiles(of: repository) {
      isWorkflow.append((path, ((try? JSON(parsing: bytes())) ?? .null).looksLikeWorkflow))
    }
    return patterns(isWorkflow)
  }

  /// One pattern for a folder all of whose JSON files are workflows, else one for each file.
  static func patterns(_ files: [(path: String, isOne: Bool)]) -> [String] {
    guard files.contains(where: \.isOne) else { return [] }
    if files.allSatisfy(\.isOne) { return ["*.json"] }
    let folders = Dictionary(grouping: files) {
      $0.path.split(separator: "/").dropLast().joined(separator: "/")
    }
    return folders.sorted { $0.key < $1.key }.flatMap { folder, files -> [String] in
      let workflows = files.filter(\.isOne).map(\.path).sorted()
      if workflows.count == files.count {
        return [GitAttributes.pattern(for: folder.isEmpty ? "" : folder + "/") + "*.json"]
      }
      return workflows.map(GitAttributes.pattern(for:))
    }
  }

  private static func jsonFiles(of repository: Repository) throws(GitError) -> [(String, () -> [UInt8])] {
    if let head = try repository.object(at: "HEAD^{commit}") {
      return try repository.files(in: head).filter { $0.path.hasSuffix(".json") }.prefix(limit)
        .filter { file in ((try? repository.blobSize(file.oid)) ?? .max) <= largestFile }
        .map { file in (file.path, { (try? repository.blob(file.oid)) ?? [] }) }
    }
    guard let root = repository.workTree else { return [] }
    let paths = (FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? [])
      .filter { $0.hasSuffix(".json") && !$0.hasPrefix(".git/") }.sorted().prefix(limit)
    return paths.map { path in
      (path, { Array((try? Data(contentsOf: URL(fileURLWithPath: root + path))) ?? Data()) })
    }
  }
}
