/// A value given by name: `--name value`, `--name=value`, `-n value`.
///
/// Required unless it has a default or its type is optional or an array; an array takes the
/// option any number of times, and the first one given replaces the declared default.
/// Of a single value the last one given counts.
@propertyWrapper
package struct Option<Value: Sendable>: Sendable {
  private var declaration: ValueDeclaration<Value>

  /// The parsed value or the default; to read a required one before parsing is a mistake in the program.
  package var wrappedValue: Value {
    get { declaration.box.read("an option") }
    set { declaration.box = ValueBox(newValue) }
  }

  /// Lets the compiler see that a property may be declared without parentheses; it then takes the
  /// fitting initializer of an extension (swift-argument-parser has the same for the same reason).
  @available(*, unavailable, message: "this type of value cannot be an option")
  package init() { preconditionFailure("unavailable") }
}

extension Option: DeclaredProperty {
  func definitions(property: String) -> [ArgumentDefinition] { [declaration.definition.named(property)] }
}

extension Option where Value: ExpressibleByArgument {
  /// An option with a default.
  package init(
    wrappedValue: Value, name: NameSpecification = .long, help: ArgumentHelp = "",
    completion: CompletionKind? = nil
  ) {
    declaration = .single(.option(name, help, completion), default: wrappedValue)
  }

  /// A required option.
  package init(name: NameSpecification = .long, help: ArgumentHelp = "", completion: CompletionKind? = nil) {
    declaration = .single(.option(name, help, completion), default: nil)
  }
}

extension Option {
  /// An option that may be left out.
  package init<Element: ExpressibleByArgument>(
    name: NameSpecification = .long, help: ArgumentHelp = "", completion: CompletionKind? = nil
  ) where Value == Element? {
    declaration = .optional(.option(name, help, completion))
  }

  /// An option that may be left out, declared with `= nil`.
  package init<Element: ExpressibleByArgument>(
    wrappedValue: _OptionalNilComparisonType, name: NameSpecification = .long, help: ArgumentHelp = "",
    completion: CompletionKind? = nil
  ) where Value == Element? {
    declaration = .optional(.option(name, help, completion))
  }

  /// An option that may be given any number of times.
  package init<Element: ExpressibleByArgument>(
    wrappedValue: Value, name: NameSpecification = .long, help: ArgumentHelp = "",
    completion: CompletionKind? = nil
  ) where Value == [Element] {
    declaration = .repeating(.option(name, help, completion), default: wrappedValue)
  }

  /// An option that has to be given at least once.
  package init<Element: ExpressibleByArgument>(
    name: NameSpecification = .long, help: ArgumentHelp = "", completion: CompletionKind? = nil
  ) where Value == [Element] {
    declaration = .repeating(.option(name, help, completion), default: nil)
  }
}
