/// Which scopes a key needs for what it is used for, and no more: the calls of this client, by scope.
package struct KeyNeeds: Sendable {
  /// What cannot be done without.
  package let required: [String]
  /// What is used where it is there: scope and what is lost without it.
  package let useful: [(scope: String, without: String)]
  /// What only a command that somebody calls uses: neither missed nor too much.
  package let optional: [String]

  /// What another use of a key needs.
  package init(
    required: [String], useful: [(scope: String, without: String)], optional: [String] = []
  ) {
    self.required = required
    self.useful = useful
    self.optional = optional
  }

  /// Syncs, drift checks, health: what the timers do.
  package static let reading = KeyNeeds(
    required: ["workflow:list", "workflow:read"],
    useful: [
      ("credential:list", "credentials are known only where nodes use them"),
      ("tag:list", "tags are not listed"), ("user:list", "users are not listed"),
      ("execution:list", "executions are not read"),
      ("execution:read", "the messages of failed executions are not read"),
    ], optional: ["credential:read"])

  /// Deployments and their way back.
  package static let writing = KeyNeeds(
    required: [
      "workflow:list", "workflow:read", "workflow:create", "workflow:update", "workflow:activate",
      "workflow:deactivate",
    ],
    useful: [
      ("workflow:delete", "a workflow that a failed deployment created cannot be taken away again"),
      ("tag:list", "tags are not set"), ("tag:create", "tags that the target lacks are not made"),
      ("workflowTags:list", "tags are not set"), ("workflowTags:update", "tags are not set"),
    ])
}

/// A key's scopes held against what it needs.
package struct KeyReview: Sendable, Hashable {
  /// Required scopes that it lacks.
  package let missing: [String]
  /// What goes without, for each useful scope that it lacks.
  package let losses: [String]
  /// Scopes that nothing here uses: whoever gets hold of the key can do that, too.
  package let excess: [String]

  package init(scopes: [String], needs: KeyNeeds) {
    let held = Set(scopes)
    missing = needs.required.filter { !held.contains($0) }
    losses = needs.useful.filter { !held.contains($0.scope) }.map { "without \($0.scope), \($0.without)" }
    excess = held.subtracting(needs.required).subtracting(needs.useful.map(\.scope))
      .subtracting(needs.optional).sorted()
  }
}
