import Operations
import Synchronization
import Terminal

/// Shows the events of running jobs: one bar for each job and environment.
final class ProgressBoard: Sendable {
  private let console: Console
  private let bars = Mutex<[String: Progress]>([:])

  init(_ console: Console) { self.console = console }

  func show(_ event: JobEvent) {
    switch event {
    case .started(let job, let environment, let total, let unit):
      // What has no parts has no bar.
      guard !unit.isEmpty else { return }
      let label = name(job, environment?.text)
      let bar = console.progress(label, total: total, unit: unit)
      bars.withLock { $0[label] = bar }
    case .advanced(let job, let environment, let done):
      bar(job, environment?.text)?.update(completed: done)
    case .noted(let job, let environment, let message):
      bar(job, environment?.text)?.message(message)
    case .finished(let job, let environment, _, _): end(job, environment?.text, nil)
    case .failed(let job, let environment, _): end(job, environment?.text, "failed")
    }
  }

  private func end(_ job: String, _ environment: String?, _ summary: String?) {
    let label = name(job, environment)
    bars.withLock { $0.removeValue(forKey: label) }?.finish(summary)
  }

  private func bar(_ job: String, _ environment: String?) -> Progress? {
    let label = name(job, environment)
    return bars.withLock { $0[label] }
  }

  private func name(_ job: String, _ environment: String?) -> String {
    environment.map { "\(job) \($0)" } ?? job
  }
}
