import Governance
import JSON
import Operations
import Terminal

/// What `sync` did in one environment.
struct SyncResult: Sendable {
  /// Nil where nothing of the observed branch was asked for.
  var sync: SyncReport?
  /// Nil where executions were not asked for.
  var executions: ExecutionSync.Report?

  var isComplete: Bool { sync?.outcome ?? .done == .done && executions?.unread.isEmpty ?? true }
}

extension EnvironmentOutcome where Value == SyncResult {
  /// Notes that are shown to people; the others only to programs.
  private static var mostNotes: Int { 10 }

  func show(on console: Console) {
    switch result {
    case .success(let value):
      if let report = value.sync {
        console.print("\(environment): \(report.summary)")
        for hint in report.recreated { console.warning("\(environment): \(hint)") }
        for refusal in report.refused {
          let line = "\(environment): \(refusal.words)"
          if report.isSelective { console.warning(line) } else { console.note(line) }
        }
        for note in report.unreadable { console.warning("\(environment): \(note)") }
        for note in report.notes.prefix(Self.mostNotes) { console.warning("\(environment): \(note)") }
        if report.notes.count > Self.mostNotes {
          console.warning(
            "\(environment): \(report.notes.count - Self.mostNotes) more notes: --json has them")
        }
      }
      if let report = value.executions {
        console.print("\(environment): \(report.summary)")
        for note in report.notes + report.unread { console.warning("\(environment): \(note)") }
      }
    case .failure(let error): _ = console.report(error)
    }
  }

  var json: JSON {
    switch result {
    case .success(let value):
      var object: JSONObject = [
        "environment": .string(environment.text), "complete": .bool(value.isComplete),
      ]
      for (key, member) in value.sync?.members ?? [:] { object[key] = member }
      if let executions = value.executions { object["executions"] = .object(executions.members) }
      return .object(object)
    case .failure(let error):
      return ["environment": .string(environment.text), "complete": false, "error": error.json]
    }
  }
}

extension [EnvironmentOutcome<SyncResult>] {
  /// Shows what came of each, and what holds for all of them once.
  func show(on console: Console) {
    var shared: [String] = []
    for outcome in self {
      outcome.show(on: console)
      guard case .success(let value) = outcome.result else { continue }
      shared += (value.sync?.sharedNotes ?? []).filter { !shared.contains($0) }
    }
    for note in shared { console.warning(note) }
  }
}

extension SyncReport {
  fileprivate var members: JSONObject {
    [
      "commit": commit.map { .string($0) } ?? .null, "added": .number(JSONNumber(added)),
      "changed": .number(JSONNumber(changed)), "removed": .number(JSONNumber(removed)),
      "updated": .array(lists.map { .string($0) }), "coverage": n8n_ops.json(coverage),
      "refused": .array(
        refused.map {
          [
            "part": .string($0.part.rawValue), "why": .string($0.why),
            "remedy": $0.remedy.map { .string($0) } ?? .null,
          ]
        }),
      "recreated": .array(recreated.map { .string($0) }),
      "unreadable": .array(unreadable.map { .string($0) }),
      "notes": .array((notes + sharedNotes).map { .string($0) }),
    ]
  }
}

extension ExecutionSync.Report {
  /// For programs.
  var members: JSONObject {
    [
      "added": .number(JSONNumber(added)), "updated": .number(JSONNumber(updated)),
      "droppedDays": .number(JSONNumber(dropped)), "total": .number(JSONNumber(total)),
      "unread": .array(unread.map { .string($0) }), "notes": .array(notes.map { .string($0) }),
    ]
  }
}
