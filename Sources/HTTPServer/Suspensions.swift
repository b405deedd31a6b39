internal import CMicroHTTPD
internal import Synchronization

/// A connection of libmicrohttpd. The library itself is safe to call from any thread with it while the connection is suspended.
struct ConnectionHandle: @unchecked Sendable {
  let pointer: OpaquePointer
}

/// The connections that wait, so that each is resumed exactly once: by its own event, or because the server stops.
/// A connection that is still suspended when the daemon stops is a fatal error in libmicrohttpd.
final class Suspensions: Sendable {
  /// Names one suspension.
  typealias Token = UInt64

  private struct State {
    var isStopped = false
    var next: Token = 0
    var waiting: [Token: ConnectionHandle] = [:]
  }

  private let state = Mutex(State())

  /// Whether the server stops.
  var isStopped: Bool { state.withLock { $0.isStopped } }

  /// Takes the connection out of the event loop. Nil when the server stops: the caller must end the connection.
  func suspend(_ connection: ConnectionHandle) -> Token? {
    state.withLock { state in
      guard !state.isStopped else { return nil }
      state.next += 1
      state.waiting[state.next] = connection
      MHD_suspend_connection(connection.pointer)
      return state.next
    }
  }

  /// Puts the connection back; nothing when it is back already.
  func resume(_ token: Token) {
    state.withLock { state in
      guard let connection = state.waiting.removeValue(forKey: token) else { return }
      MHD_resume_connection(connection.pointer)
    }
  }

  /// Puts all back and lets none wait any more.
  func stop() {
    state.withLock { state in
      state.isStopped = true
      for connection in state.waiting.values { MHD_resume_connection(connection.pointer) }
      state.waiting = [:]
    }
  }
}
