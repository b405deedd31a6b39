internal import CCurl
private import Glibc
private import Synchronization

/// The thread that owns the multi handle and runs all transfers of one client.
///
/// Other threads only leave commands and wake it: `curl_multi_wakeup` is the one call libcurl allows from
/// elsewhere. The thread is its own and not the cooperative pool's, because it blocks in `curl_multi_poll`.
final class EventLoop: Sendable {
  enum Command: Sendable {
    case start(Transfer)
    case cancel(Ticket)
  }

  private struct Inbox {
    var commands: [Command] = []
    var isStopped = false
  }

  private let inbox = Mutex(Inbox())
  private let configuration: HTTPConfiguration
  private let thread = Mutex<pthread_t?>(nil)
  // Touched by other threads in `wake` alone, and freed after the thread was joined.
  private nonisolated(unsafe) let multi: UnsafeMutableRawPointer

  private init?(_ configuration: HTTPConfiguration) {
    guard CurlLibrary.isReady, let multi = curl_multi_init() else { return nil }
    self.multi = multi
    self.configuration = configuration
    _ = ccurl_multi_set_long(multi, CURLMOPT_MAXCONNECTS, configuration.maximumKeptConnections)
    _ = ccurl_multi_set_long(multi, CURLMOPT_PIPELINING, Int(CURLPIPE_MULTIPLEX))
  }

  deinit { curl_multi_cleanup(multi) }

  /// A running loop; `nil` when the system gives no thread or libcurl cannot be set up.
  static func start(_ configuration: HTTPConfiguration) -> EventLoop? {
    guard let loop = EventLoop(configuration) else { return nil }
    var thread = pthread_t()
    let argument = Unmanaged.passRetained(loop)
    let status = pthread_create(
      &thread, nil,
      { argument in
        guard let argument else { return nil }
        Unmanaged<EventLoop>.fromOpaque(argument).takeRetainedValue().run()
        return nil
      }, argument.toOpaque())
    guard status == 0 else {
      argument.release()
      return nil
    }
    loop.thread.withLock { $0 = thread }
    return loop
  }

  /// Leaves a command for the thread.
  func post(_ command: Command) {
    inbox.withLock { $0.commands.append(command) }
    curl_multi_wakeup(multi)
  }

  /// Ends the thread and waits for it: milliseconds, since nothing is under way when a client goes.
  func stop() {
    inbox.withLock { $0.isStopped = true }
    curl_multi_wakeup(multi)
    let running = thread.withLock { thread in
      defer { thread = nil }
      return thread
    }
    if let running { pthread_join(running, nil) }
  }

  // MARK: On the thread

  private func run() {
    Self.blockSignals()
    let transfers = TransferTable(multi: multi, configuration: configuration)
    while true {
      let (commands, isStopped) = inbox.withLock { inbox in
        defer { inbox.commands = [] }
        return (inbox.commands, inbox.isStopped)
      }
      for command in commands { transfers.apply(command) }
      if isStopped { return transfers.cancelAll() }
      var running: Int32 = 0
      curl_multi_perform(multi, &running)
      transfers.finishCompleted()
      // Curl shortens the wait to its own next deadline; a command ends it at once.
      curl_multi_poll(multi, nil, 0, 60_000, nil)
    }
  }

  /// Signals belong to the process's main thread; a blocked SIGPIPE cannot end the process either.
  private static func blockSignals() {
    var all = sigset_t()
    sigfillset(&all)
    pthread_sigmask(SIG_BLOCK, &all, nil)
  }
}
