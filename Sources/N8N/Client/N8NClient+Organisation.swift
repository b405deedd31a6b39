extension N8NClient {
  /// All users with their roles; an owner's or admin's key sees them.
  package func users() -> PageSequence<RemoteUser> {
    list("/users", scope: "user:list", [("includeRole", "true")])
  }

  /// All projects; `licenceNeeded` on an instance without that licence.
  package func projects() -> PageSequence<RemoteProject> { list("/projects", scope: "project:list") }

  /// All variables, with their values; `licenceNeeded` on an instance without that licence.
  package func variables() -> PageSequence<RemoteVariable> { list("/variables", scope: "variable:list") }
}
