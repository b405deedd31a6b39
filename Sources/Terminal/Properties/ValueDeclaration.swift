/// What ``Option`` and ``Argument`` have in common: the place of the value, and how it is written on a command line.
struct ValueDeclaration<Value: Sendable>: Sendable {
  var box: ValueBox<Value>
  let definition: ArgumentDefinition
}

/// How a declared value is called, and what the help says of it.
struct ValueLabel: Sendable {
  let kind: ArgumentDefinition.Kind
  let names: NameSpecification
  let help: ArgumentHelp
  let completion: CompletionKind?

  static func option(
    _ names: NameSpecification, _ help: ArgumentHelp, _ completion: CompletionKind?
  ) -> ValueLabel {
    ValueLabel(kind: .option, names: names, help: help, completion: completion)
  }

  static func positional(_ help: ArgumentHelp, _ completion: CompletionKind?) -> ValueLabel {
    ValueLabel(kind: .positional, names: [], help: help, completion: completion)
  }
}

extension ValueDeclaration where Value: ExpressibleByArgument {
  /// One value, with a default or required.
  static func single(_ label: ValueLabel, default value: Value?) -> ValueDeclaration {
    let box = ValueBox<Value>(value)
    let presence = value.map { ArgumentDefinition.Presence.defaulted($0.defaultValueDescription) }
    return ValueDeclaration(
      box: box,
      definition: .single(label, Value.self, presence: presence ?? .required) { box.fill($0) })
  }
}

extension ValueDeclaration {
  /// One value that may be left out.
  static func optional<Element: ExpressibleByArgument>(_ label: ValueLabel) -> ValueDeclaration
  where Value == Element? {
    let box = ValueBox<Value>(.some(nil))
    return ValueDeclaration(
      box: box, definition: .single(label, Element.self, presence: .optional) { box.fill($0) })
  }

  /// Any number of values, or at least one where there is no default.
  static func repeating<Element: ExpressibleByArgument>(_ label: ValueLabel, default value: Value?)
    -> ValueDeclaration
  where Value == [Element] {
    let box = ValueBox<Value>(value)
    return ValueDeclaration(
      box: box,
      definition: .repeating(label, Element.self, default: value) { box.append($0, replacing: $1) })
  }
}
