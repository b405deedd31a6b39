/// What the four property wrappers have in common.
protocol DeclaredProperty {
  func definitions(property: String) -> [ArgumentDefinition]
  func validate() throws
}

extension DeclaredProperty {
  func validate() throws {}
}

/// The arguments that a value's properties declare, in their order.
func declaredDefinitions(of arguments: any ParsableArguments) -> [ArgumentDefinition] {
  declaredProperties(of: arguments).flatMap { $0.property.definitions(property: $0.name) }
}

/// Lets each group inside a value look at itself.
func validateDeclarations(of arguments: any ParsableArguments) throws {
  for (_, property) in declaredProperties(of: arguments) { try property.validate() }
}

private func declaredProperties(
  of arguments: any ParsableArguments
) -> [(name: String, property: any DeclaredProperty)] {
  Mirror(reflecting: arguments).children.compactMap { child in
    guard let label = child.label, let property = child.value as? any DeclaredProperty else { return nil }
    // The storage of a wrapped property `name` is called `_name`.
    return (label.hasPrefix("_") ? String(label.dropFirst()) : label, property)
  }
}
