import Governance
import JSON
import Operations
import Synchronization
import Terminal

#if canImport(Glibc)
  import Glibc
#endif

/// Writes the events of running jobs, one JSON object a line (state/schemas/event.schema.json).
final class EventLog: Sendable {
  private let descriptor: Int32
  private let path: String
  private let now: @Sendable () -> Instant
  private let console: Console
  /// Whether a line could not be written; said once.
  private let hasFailed = Mutex(false)

  /// Appends to a file, which is made where it is not there.
  init(path: String, now: @escaping @Sendable () -> Instant, console: Console) throws(OpsError) {
    descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw OpsError(
        "The file for events cannot be written", at: path, because: String(cString: strerror(errno)),
        remedy: "Name another file with --events.")
    }
    self.path = path
    self.now = now
    self.console = console
  }

  deinit { close(descriptor) }

  func write(_ event: JobEvent, of tenant: Slug?) {
    let line = json(event, tenant).bytes(.compact) + [UInt8(ascii: "\n")]
    hasFailed.withLock { hasFailed in
      guard !hasFailed else { return }
      var rest = line[...]
      while !rest.isEmpty {
        let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
        if count < 0, errno == EINTR { continue }
        guard count > 0 else {
          hasFailed = true
          let why = String(cString: strerror(errno))
          return console.warning("events are not written any more to \(Console.safe(path)): \(why)")
        }
        rest = rest.dropFirst(count)
      }
    }
  }

  private func json(_ event: JobEvent, _ tenant: Slug?) -> JSON {
    var object: JSONObject = [
      "at": .string("\(now())"), "event": .string(event.name), "job": .string(event.job),
    ]
    if let tenant { object["tenant"] = .string(tenant.text) }
    if let environment = event.environment { object["environment"] = .string(environment.text) }
    switch event {
    case .started(_, _, let total, let unit):
      if let total { object["total"] = .number(JSONNumber(total)) }
      if !unit.isEmpty { object["unit"] = .string(unit) }
    case .advanced(_, _, let done): object["done"] = .number(JSONNumber(done))
    case .noted(_, _, let message): object["message"] = .string(message)
    case .finished(_, _, let outcome, let message):
      object["outcome"] = .string(outcome.rawValue)
      object["message"] = .string(message)
    case .failed(_, _, let error): object["error"] = Self.json(error)
    }
    return .object(object)
  }
}

extension EventLog {
  /// What is known of an error.
  fileprivate static func json(_ error: OpsError) -> JSON {
    let members = [
      ("what", error.what), ("place", error.place), ("why", error.why), ("remedy", error.remedy),
    ]
    return .object(JSONObject(members.compactMap { key, text in text.map { (key, .string($0)) } }))
  }
}

extension JobEvent {
  /// As the stream calls it.
  fileprivate var name: String {
    switch self {
    case .started: "started"
    case .advanced: "advanced"
    case .noted: "noted"
    case .finished: "finished"
    case .failed: "failed"
    }
  }
}

/// Where the events of jobs go.
struct EventOption: ParsableArguments {
  @Option(
    help: "Append what happens to a file, one JSON object a line (ENV-013); /dev/stderr for standard error.",
    completion: .file)
  var events: String?

  func log(in context: CommandContext, now: @escaping @Sendable () -> Instant) throws(OpsError) -> EventLog? {
    guard let events else { return nil }
    return try EventLog(
      path: absolute(events, in: context.workingDirectory), now: now, console: context.console)
  }
}
