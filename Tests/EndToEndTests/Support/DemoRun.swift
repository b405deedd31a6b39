import Foundation
import Testing

/// One run of the demo that many tests look at.
actor DemoRun {
  static let shared = DemoRun()

  private var task: Task<Result, any Error>?

  /// The folder after the demo, and what it printed.
  struct Result: Sendable {
    let scratch: Scratch
    let output: String
    let status: Int32

    var repository: String { "demo/ops.git" }
    var site: URL { scratch.url.appendingPathComponent("demo/site") }
  }

  func result() async throws -> Result {
    if let task { return try await task.value }
    let task = Task {
      let scratch = try Scratch("demo")
      let outcome = try scratch.ops.run("demo")
      return Result(scratch: scratch, output: outcome.all, status: outcome.status)
    }
    self.task = task
    return try await task.value
  }
}
