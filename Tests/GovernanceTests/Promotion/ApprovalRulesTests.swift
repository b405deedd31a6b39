import Testing

@testable import Governance

@Suite("Who may approve")
struct ApprovalRulesTests {
  private let ada = Person(name: "Ada", email: "ada@example.org")
  private let bob = Person(name: "Bob", email: "bob@example.org")
  private let members = [
    Member(name: "Ada", email: "ADA@example.org", role: .admin),
    Member(name: "Bob", email: "bob@example.org", role: .developer),
  ]

  private func role(_ approver: Person, requester: Person, _ rule: ApprovalRule = ApprovalRule())
    throws(ApprovalRules.Refusal) -> Role
  {
    try ApprovalRules.role(of: approver, members: members, requester: requester, rule: rule)
  }

  @Test("PIPE-004 an admin approves what somebody else asked for, whatever the case of the address")
  func admin() throws {
    #expect(try role(ada, requester: bob) == .admin)
    #expect(try role(Person(name: "A", email: "Ada@Example.ORG"), requester: bob) == .admin)
  }

  @Test("PIPE-004 a stranger does not, though named like a member")
  func stranger() {
    let stranger = Person(name: "Ada", email: "ada@example.com")
    #expect(throws: ApprovalRules.Refusal.unknownMember(stranger)) { try role(stranger, requester: bob) }
  }

  @Test("PIPE-004 a role below the stage's does not")
  func lowRole() throws {
    #expect(throws: ApprovalRules.Refusal.roleTooLow(bob, has: .developer, needs: .admin)) {
      try role(bob, requester: ada)
    }
    #expect(try role(bob, requester: ada, ApprovalRule(role: .developer)) == .developer)
  }

  @Test("PIPE-004 nobody approves their own, unless the stage says so")
  func selfApproval() throws {
    let adaElsewhere = Person(name: "Ada L.", email: "ADA@EXAMPLE.ORG")
    #expect(throws: ApprovalRules.Refusal.selfApproval(ada)) { try role(ada, requester: adaElsewhere) }
    #expect(try role(ada, requester: ada, ApprovalRule(allowsSelfApproval: true)) == .admin)
  }

  @Test("PIPE-004 allowing one's own does not lower the role")
  func selfApprovalWithLowRole() {
    #expect(throws: ApprovalRules.Refusal.self) {
      try role(bob, requester: bob, ApprovalRule(allowsSelfApproval: true))
    }
  }

  @Test("the default needs an admin who is somebody else")
  func defaultRule() {
    #expect(ApprovalRule().role == .admin)
    #expect(!ApprovalRule().allowsSelfApproval)
  }

  @Test("each refusal says who and why")
  func words() throws {
    let refusals: [ApprovalRules.Refusal] = [
      .notMerged, .unknownMember(ada), .roleTooLow(bob, has: .viewer, needs: .admin), .selfApproval(ada),
      .contentChanged(try #require(Slug("order"))),
    ]
    #expect(Set(refusals.map(\.description)).count == refusals.count)
    #expect("\(refusals[2])" == "Bob <bob@example.org> is viewer, and this stage needs admin")
  }
}
