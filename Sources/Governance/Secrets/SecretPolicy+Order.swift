extension SecretPolicy {
  /// The action of a class, whatever the service can do.
  package func wanted(in environmentClass: EnvironmentClass) -> Action {
    classes?[environmentClass] ?? action
  }

  /// The classes where less is done than in a class before them: a secret that development keeps out of Git would
  /// stand there with the workflow's promotion.
  package var weakened: [EnvironmentClass] {
    EnvironmentClass.allCases.filter { later in
      EnvironmentClass.allCases.contains { $0 < later && wanted(in: later) < wanted(in: $0) }
    }
  }
}
