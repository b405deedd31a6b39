internal import JSON

/// Whether an instance is there.
package struct InstanceHealth: Sendable, Hashable {
  /// Whether it answers at all.
  package let isUp: Bool
  /// Whether its database is connected and migrated and it is fully initialised.
  package let isReady: Bool
  /// How long the answer took; nil where none came.
  package let latency: Duration?
  /// Why it is not well; nil where it is.
  package let problem: N8NError?
}

extension N8NClient {
  /// Asks `/healthz/readiness`, and `/healthz` where that says no. Needs no key and throws nothing but a
  /// cancellation: that an instance is down is an answer.
  package func health() async throws(N8NError) -> InstanceHealth {
    do {
      let ready = try await healthCall("/healthz/readiness")
      return InstanceHealth(isUp: true, isReady: true, latency: ready.elapsed, problem: nil)
    } catch  where error.kind == .cancelled {
      throw error
    } catch {
      return try await healthWithoutReadiness(because: error)
    }
  }

  private func healthWithoutReadiness(because problem: N8NError) async throws(N8NError) -> InstanceHealth {
    do {
      let up = try await healthCall("/healthz")
      return InstanceHealth(isUp: true, isReady: false, latency: up.elapsed, problem: problem)
    } catch  where error.kind == .cancelled {
      throw error
    } catch {
      return InstanceHealth(isUp: false, isReady: false, latency: nil, problem: error)
    }
  }

  private func healthCall(_ path: String) async throws(N8NError) -> Answer {
    var call = Call("GET", path)
    call.base = .root
    let answer = try await send(call)
    guard answer.json["status"]?.stringValue == "ok" else {
      throw failure(call, .unexpectedShape, "the status is not \"ok\"")
    }
    return answer
  }
}
