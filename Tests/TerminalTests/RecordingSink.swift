import Synchronization

@testable import Terminal

/// Keeps each write by itself, of both streams in their order.
final class RecordingSink: Sendable {
  private let storage = Mutex<[String]>([])
  private let accepts: Bool

  init(accepts: Bool = true) { self.accepts = accepts }

  var writes: [String] { storage.withLock { $0 } }

  func console(isTerminal: Bool, elapsed: @escaping @Sendable () -> Duration = { .zero }) -> Console {
    let traits = ConsoleStream.Traits(
      isTerminal: isTerminal, usesColor: false, canRedraw: isTerminal, width: { 80 })
    return Console(
      output: Side(sink: self, prefix: "out:"), errors: Side(sink: self, prefix: "err:"),
      outputTraits: traits,
      errorTraits: traits, usesUnicode: true, elapsed: elapsed)
  }

  private struct Side: ByteSink {
    let sink: RecordingSink
    let prefix: String

    func write(_ bytes: [UInt8]) -> Bool {
      sink.storage.withLock { $0.append(prefix + String(decoding: bytes, as: UTF8.self)) }
      return sink.accepts
    }
  }
}
