import JSON
import Testing

@testable import Governance

@Suite("Guards by class")
struct GuardPolicyTests {
  @Test("ENV-015 what the policy does not name is blocked, in every class")
  func unknown() {
    let policy = GuardPolicy(actions: [.delete: [.development: .allowed]])
    #expect(policy.decision(on: .delete, in: .development) == .allowed)
    #expect(policy.decision(on: .delete, in: .production) == .blocked)
    for environmentClass in EnvironmentClass.allCases {
      #expect(policy.decision(on: .directEdit, in: environmentClass) == .blocked)
    }
  }

  @Test(
    "ENV-015 ENV-016 the policy that comes along names every action in every class and blocks edits in production"
  )
  func builtIn() throws {
    let policy = try Fixture.policy("environment-classes").decode(as: GuardPolicy.self)
    for action in GuardedAction.allCases {
      #expect(policy.actions[action]?.count == EnvironmentClass.allCases.count, "\(action)")
    }
    #expect(policy.decision(on: .directEdit, in: .production) == .blocked)
    #expect(policy.decision(on: .upload, in: .production) == .blocked)
    #expect(policy.decision(on: .delete, in: .production) == .approval)
    #expect(policy.decision(on: .promoteInto, in: .production) == .allowed)
  }

  @Test(
    "ENV-015 a misspelt action, class or decision is an error and not silently without effect",
    arguments: [
      ["actions": ["fly": ["production": "allowed"]]], ["actions": ["delete": ["prod": "allowed"]]],
      ["actions": ["delete": ["production": "perhaps"]]], [:],
    ] as [JSON])
  func misspelt(_ json: JSON) {
    #expect(throws: JSONDecodingError.self) { try json.decode(as: GuardPolicy.self) }
  }
}
