import Foundation
import Terminal
import Testing

@testable import n8n_ops

/// Holds what the documents say against the program.
@Suite("Documents")
struct DocumentTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  private static let runner = CommandLineRunner(root: Root.self, version: Root.version)

  private static let documents: [String] = {
    let folder = root.appendingPathComponent("docs")
    let files = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
    return ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"]
      + files.filter { $0.hasSuffix(".md") }.map { "docs/\($0)" }.sorted()
  }()

  @Test("every command is declared soundly, and its examples work")
  func declarations() {
    #expect(Self.runner.problems() == [])
  }

  @Test("every command line in a document is understood", arguments: documents)
  func commandLines(document: String) throws {
    for line in try shellLines(of: document) {
      #expect(Self.runner.complaint(about: line) == nil, "\(line)")
    }
  }

  @Test("every command that a document names exists", arguments: documents)
  func commandNames(document: String) throws {
    // Inline code such as `n8n-ops run`; a word in capitals stands for something else.
    for match in try text(document).matches(of: /`n8n-ops ([a-z]+(?: [a-z]+)?)`/) {
      let line = "n8n-ops \(match.output.1) --help"
      #expect(Self.runner.complaint(about: line) == nil, "\(line)")
    }
  }

  @Test("every link to a file leads to one", arguments: documents)
  func links(document: String) throws {
    let folder = Self.root.appendingPathComponent(document).deletingLastPathComponent()
    for match in try text(document).matches(of: /(!?)\[[^\]]*\]\(([^)#:]+)(?:#[^)]*)?\)/)
    where match.output.1.isEmpty {
      let target = folder.appendingPathComponent(String(match.output.2))
      #expect(FileManager.default.fileExists(atPath: target.path), "\(match.output.2)")
    }
  }

  /// Lines of code blocks that call the program, continued lines joined, without what stands before it (`sudo`).
  private func shellLines(of document: String) throws -> [String] {
    let blocks = try text(document).components(separatedBy: "\n```").enumerated()
      .filter { !$0.offset.isMultiple(of: 2) }.map(\.element)
    return blocks.flatMap { block in
      block.replacing("\\\n", with: " ").split(separator: "\n").compactMap { line in
        let call = line.hasPrefix("sudo -u n8n-ops ") ? line.dropFirst("sudo -u n8n-ops ".count) : line
        return call.hasPrefix("n8n-ops ") && !call.hasPrefix("n8n-ops  ") ? String(call) : nil
      }
    }
  }

  private func text(_ document: String) throws -> String {
    try String(contentsOf: Self.root.appendingPathComponent(document), encoding: .utf8)
  }
}
