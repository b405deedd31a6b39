import Synchronization

/// The shared part of a console: both sinks, what waits to be written, and the progress lines on screen.
final class ConsoleCore: Sendable {
  enum Role: Sendable { case output, errors }

  /// Output is collected up to this many bytes.
  private static let bufferSize = 65536

  private struct State {
    var buffer: [UInt8] = []
    var outputIsClosed = false
    var errorsAreClosed = false
    var live = LiveRegion()
  }

  private let output: any ByteSink
  private let errors: any ByteSink
  /// Output reaches a person at once, and may share the screen with the progress lines.
  private let outputIsTerminal: Bool
  private let state = Mutex(State())

  init(output: any ByteSink, errors: any ByteSink, outputIsTerminal: Bool) {
    self.output = output
    self.errors = errors
    self.outputIsTerminal = outputIsTerminal
  }

  func write(_ bytes: [UInt8], to role: Role) {
    state.withLock { state in
      switch role {
      case .output:
        if state.outputIsClosed { return }
        state.buffer += bytes
        let isDue = outputIsTerminal && bytes.contains(UInt8(ascii: "\n"))
        if isDue || state.buffer.count >= Self.bufferSize { flush(&state) }
      case .errors:
        flush(&state)
        emit(state.live.eraser() + bytes, &state)
        emit(state.live.drawing(), &state)
      }
    }
  }

  func flush() {
    state.withLock { flush(&$0) }
  }

  /// Changes the progress lines and brings the screen up to date.
  func updateLive(_ change: (inout LiveRegion) -> Void) {
    state.withLock { state in
      let eraser = state.live.eraser()
      change(&state.live)
      emit(eraser + state.live.drawing(), &state)
    }
  }

  private func flush(_ state: inout State) {
    guard !state.buffer.isEmpty else { return }
    let sharesScreen = outputIsTerminal && state.live.isDrawn
    if sharesScreen { emit(state.live.eraser(), &state) }
    if !output.write(state.buffer) { state.outputIsClosed = true }
    state.buffer.removeAll(keepingCapacity: true)
    if sharesScreen { emit(state.live.drawing(), &state) }
  }

  private func emit(_ bytes: [UInt8], _ state: inout State) {
    guard !bytes.isEmpty, !state.errorsAreClosed else { return }
    if !errors.write(bytes) { state.errorsAreClosed = true }
  }
}
