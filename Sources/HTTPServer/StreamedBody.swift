internal import Synchronization

/// Chunks of an asynchronous stream. One task pulls the stream; it pauses while the client has not taken what is there.
final class StreamedBody: BodySource {
  private struct State {
    var pending: ArraySlice<UInt8> = []
    var isFinished = false
    /// Wakes the suspended connection.
    var reader: (@Sendable () -> Void)?
    /// Wakes the task that pulls.
    var writer: CheckedContinuation<Void, Never>?
    var task: Task<Void, Never>?
  }

  /// Bytes that may wait for the client before the stream is no longer pulled.
  private static let bound = 262_144

  private let state = Mutex(State())

  init(_ stream: AsyncStream<[UInt8]>) {
    let task = Task { [weak self] in
      for await chunk in stream {
        guard let self, !Task.isCancelled else { break }
        await self.append(chunk)
      }
      self?.finish()
    }
    state.withLock { $0.task = task }
  }

  func read(at position: Int, into buffer: UnsafeMutableRawBufferPointer) -> BodyPiece {
    let (piece, writer) = state.withLock { state -> (BodyPiece, CheckedContinuation<Void, Never>?) in
      guard !state.pending.isEmpty else {
        return (state.isFinished ? .end : .wait { self.wait($0) }, nil)
      }
      let count = min(state.pending.count, buffer.count)
      buffer.copyBytes(from: state.pending.prefix(count))
      state.pending = state.pending.dropFirst(count)
      let writer = state.pending.count < Self.bound ? state.writer.take() : nil
      return (.wrote(count), writer)
    }
    writer?.resume()
    return piece
  }

  func close() {
    let (task, writer) = state.withLock { state in
      state.isFinished = true
      state.reader = nil
      return (state.task.take(), state.writer.take())
    }
    task?.cancel()
    writer?.resume()
  }

  private func wait(_ wake: @escaping @Sendable () -> Void) {
    let hasMore = state.withLock { state in
      if state.pending.isEmpty && !state.isFinished { state.reader = wake }
      return state.reader == nil
    }
    if hasMore { wake() }
  }

  private func append(_ chunk: [UInt8]) async {
    await withCheckedContinuation { continuation in
      let (reader, isFull) = state.withLock { state -> ((@Sendable () -> Void)?, Bool) in
        if !state.isFinished { state.pending.append(contentsOf: chunk) }
        let isFull = !state.isFinished && state.pending.count >= Self.bound
        if isFull { state.writer = continuation }
        return (chunk.isEmpty ? nil : state.reader.take(), isFull)
      }
      reader?()
      if !isFull { continuation.resume() }
    }
  }

  private func finish() {
    let reader = state.withLock { state in
      state.isFinished = true
      return state.reader.take()
    }
    reader?()
  }
}
