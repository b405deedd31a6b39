internal import Synchronization

/// Names one request to the loop, and says whether its task was cancelled.
final class Ticket: Sendable {
  private let cancelled = Atomic(false)

  var isCancelled: Bool { cancelled.load(ordering: .acquiring) }

  func cancel() { cancelled.store(true, ordering: .releasing) }
}

/// A request on its way to the loop, with the task that waits for it.
struct Transfer: Sendable {
  let ticket: Ticket
  let request: HTTPRequest
  let target: HTTPTarget
  let continuation: CheckedContinuation<Result<HTTPResponse, HTTPError>, Never>

  func finish(_ result: Result<HTTPResponse, HTTPError>) { continuation.resume(returning: result) }

  func finishCancelled(mayHaveBeenSent: Bool) {
    finish(
      .failure(
        HTTPError(
          kind: .cancelled, url: target.display, detail: "the task was cancelled",
          mayHaveBeenSent: mayHaveBeenSent)))
  }
}
