import Terminal

extension CommandConfiguration {
  /// A noun with its verbs; the first example of each verb is an example of the noun.
  static func group(
    _ name: String, abstract: String, subcommands: [any Command.Type], aliases: [String] = []
  ) -> CommandConfiguration {
    CommandConfiguration(
      commandName: name, abstract: abstract,
      examples: subcommands.compactMap { $0.configuration.examples.first }, subcommands: subcommands,
      aliases: aliases)
  }
}
