/// What an environment is for; guards, labels and severities depend on it (ENV-005).
package enum EnvironmentClass: String, Sendable, Hashable, Codable, CaseIterable, Comparable {
  case development, staging, production

  package static func < (left: EnvironmentClass, right: EnvironmentClass) -> Bool {
    allCases.firstIndex(of: left)! < allCases.firstIndex(of: right)!
  }
}
