import Git
package import Governance
package import Ledger

/// What one sync of one environment did.
package struct SyncReport: Sendable {
  package var environment: Slug
  package var coverage = Coverage()
  /// Workflows, by what became of them since the last sync.
  package var added = 0
  package var changed = 0
  package var removed = 0
  /// Workflows that came byte for byte as last time, so that they were not read again.
  package var recognised = 0
  /// What else became different: `credentials`, `drafts`, `tags`, `users`.
  package var lists: [String] = []
  /// Items that n8n listed and that could not be taken over, with the reason.
  package var unreadable: [String] = []
  /// Parts that the version, the licence or the key does not offer; what was known of them stays.
  package var refused: [Refusal] = []
  /// Whether parts were asked for by name.
  package var isSelective = false
  /// References that no mapping translates and other things a person should know, each once.
  package var notes: [String] = []
  /// What holds for every environment of a run, so that people need to be told only once.
  package var sharedNotes: [String] = []
  /// Workflows that are missing and seem to have been made again under another id, with the command that says so.
  package var recreated: [String] = []
  /// New commit of the observed branch; nil when nothing changed.
  package var commit: String?
  package var milliseconds = 0

  package init(environment: Slug) { self.environment = environment }

  /// Whether everything was read and understood.
  package var isComplete: Bool { unreadable.isEmpty }

  /// What came of it: partial too where something was asked for by name and may not be read.
  package var outcome: JobRecord.Outcome {
    isComplete && (refused.isEmpty || !isSelective) ? .done : .partial
  }

  /// What changed, in words.
  package var changes: String {
    let workflows = [(added, "added"), (changed, "changed"), (removed, "removed")].filter { $0.0 > 0 }
    var parts: [String] = []
    if let first = workflows.first {
      let noun = first.0 == 1 ? "workflow" : "workflows"
      parts.append(
        (["\(first.0) \(noun) \(first.1)"] + workflows.dropFirst().map { "\($0.0) \($0.1)" })
          .joined(separator: ", "))
    }
    if !lists.isEmpty { parts.append("\(lists.joined(separator: ", ")) updated") }
    return parts.isEmpty ? "nothing changed" : parts.joined(separator: "; ")
  }

  /// One line for people.
  package var summary: String {
    var parts = ["\(coverage.managed) managed", "\(coverage.unmanaged) unmanaged"]
    if coverage.missing > 0 { parts.append("\(coverage.missing) missing") }
    if coverage.archived > 0 { parts.append("\(coverage.archived) archived") }
    if coverage.unreadable > 0 { parts.append("\(coverage.unreadable) unreadable") }
    if !refused.isEmpty {
      parts.append("not read: \(refused.map(\.part.rawValue).joined(separator: ", "))")
    }
    return "\(changes) (\(parts.joined(separator: ", ")))"
  }
}

extension SyncReport {
  /// A part that cannot be had.
  package struct Refusal: Sendable, Hashable {
    package var part: SyncPart
    package var why: String
    package var remedy: String?

    /// One line for people.
    package var words: String {
      "\(part.rawValue) cannot be read: \(why)\(remedy.map { ". \($0)" } ?? "")"
    }
  }
}

extension SyncReport {
  /// Counts the files that changed in the observed tree.
  mutating func take(_ changes: [TreeChange]) {
    var others: Set<String> = []
    for change in changes {
      let folder = String(change.path.prefix { $0 != "/" })
      guard [ObservedPaths.workflows, ObservedPaths.unmanaged].contains(folder) else {
        // `credentials.json`, `drafts/order-intake.json`, `unmanaged-drafts/...`
        others.insert(folder.hasSuffix(ObservedPaths.drafts) ? "drafts" : String(folder.prefix { $0 != "." }))
        continue
      }
      if change.old == nil { added += 1 } else if change.new == nil { removed += 1 } else { changed += 1 }
    }
    lists = others.sorted()
  }
}
