import Synchronization

/// Shows how far a piece of work has come, on errors.
///
/// On a terminal a bar with rate and time left, redrawn at most ten times a second; elsewhere a plain
/// line now and then. Several may run at once, each on its own line. Any task may report.
package final class Progress: Sendable {
  /// Shortest time between two drawings on a terminal.
  private static let redrawInterval = Duration.milliseconds(100)
  /// Shortest time between two lines elsewhere.
  private static let lineInterval = Duration.seconds(10)

  private struct State {
    var work: ProgressState
    var lastShown: Duration
    var lineID: Int?
    var isFinished = false
  }

  private let console: Console
  private let state: Mutex<State>

  init(console: Console, label: String, total: Int?, unit: String) {
    self.console = console
    let now = console.elapsed()
    let work = ProgressState(label: Console.safe(label), unit: unit, total: total, started: now, now: now)
    var state = State(work: work, lastShown: now)
    if console.errors.traits.canRedraw {
      let text = ProgressLine.drawn(work, for: console)
      console.core.updateLive { state.lineID = $0.add(text) }
    }
    self.state = Mutex(state)
  }

  deinit {
    state.withLock { state in
      guard !state.isFinished, let id = state.lineID else { return }
      console.core.updateLive { $0.remove(id) }
    }
  }

  /// Some more items are done.
  package func advance(by count: Int = 1) {
    change { $0.completed += count }
  }

  /// So many items are done, of so many when that is known by now.
  package func update(completed: Int, total: Int? = nil) {
    change {
      $0.completed = completed
      if let total { $0.total = total }
    }
  }

  /// What is being done at present; an empty text removes it.
  package func message(_ text: String) {
    change { $0.message = Console.safe(text) }
  }

  /// The work has ended: the bar goes and a line stays that says how it went.
  ///
  /// - Parameter summary: stands for the count, `12 updated, 3 new`.
  package func finish(_ summary: String? = nil) {
    state.withLock { state in
      guard !state.isFinished else { return }
      state.isFinished = true
      state.work.now = console.elapsed()
      if let id = state.lineID { console.core.updateLive { $0.remove(id) } }
      console.errors.line(ProgressLine.finished(state.work, summary: summary))
    }
  }

  private func change(_ change: (inout ProgressState) -> Void) {
    state.withLock { state in
      guard !state.isFinished else { return }
      change(&state.work)
      let now = console.elapsed()
      let interval = state.lineID == nil ? Self.lineInterval : Self.redrawInterval
      guard now - state.lastShown >= interval else { return }
      state.lastShown = now
      state.work.now = now
      show(state)
    }
  }

  private func show(_ state: State) {
    guard let id = state.lineID else {
      return console.errors.line(ProgressLine.plain(state.work))
    }
    let text = ProgressLine.drawn(state.work, for: console)
    console.core.updateLive { $0.replace(id, with: text) }
  }
}

extension Console {
  /// Begins to show the progress of a piece of work.
  ///
  /// - Parameters:
  ///   - label: whose progress it is, `sync prod`.
  ///   - total: how many items there are, when that is known.
  ///   - unit: what the items are, in the plural.
  package func progress(_ label: String, total: Int? = nil, unit: String = "") -> Progress {
    Progress(console: self, label: label, total: total, unit: unit)
  }
}
