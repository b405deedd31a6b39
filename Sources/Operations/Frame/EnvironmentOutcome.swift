package import Governance

/// What came of a job for one environment; the others go on whatever it is (BULK-005).
package struct EnvironmentOutcome<Value: Sendable>: Sendable {
  package var environment: Slug
  package var result: Result<Value, OpsError>
}

extension OperationContext {
  /// How many environments are worked on at the same time.
  private static var parallelEnvironments: Int { 4 }

  /// Does a job for several environments, some of them at the same time (BULK-001).
  ///
  /// - Returns: the outcomes in the order of the environments.
  package func forEach<Value: Sendable>(
    _ environments: [Slug], _ job: @escaping @Sendable (Slug) async throws(OpsError) -> Value
  ) async -> [EnvironmentOutcome<Value>] {
    await withTaskGroup(of: (Int, Result<Value, OpsError>).self) { group in
      var results: [Int: Result<Value, OpsError>] = [:]
      var next = 0
      func start() {
        guard next < environments.count else { return }
        let (index, environment) = (next, environments[next])
        next += 1
        group.addTask {
          do throws(OpsError) {
            return (index, .success(try await job(environment)))
          } catch {
            return (index, .failure(error))
          }
        }
      }
      for _ in 0..<OperationContext.parallelEnvironments { start() }
      for await (index, result) in group {
        results[index] = result
        start()
      }
      return environments.indices.compactMap { index in
        results[index].map { EnvironmentOutcome(environment: environments[index], result: $0) }
      }
    }
  }
}
