/// A value given by its place on the command line.
///
/// Required unless it has a default or its type is optional or an array; an array takes all
/// that is left, so it stands last.
@propertyWrapper
package struct Argument<Value: Sendable>: Sendable {
  private var declaration: ValueDeclaration<Value>

  /// The parsed value or the default; to read a required one before parsing is a mistake in the program.
  package var wrappedValue: Value {
    get { declaration.box.read("an argument") }
    set { declaration.box = ValueBox(newValue) }
  }

  /// Lets the compiler see that a property may be declared without parentheses; it then takes the
  /// fitting initializer of an extension (swift-argument-parser has the same for the same reason).
  @available(*, unavailable, message: "this type of value cannot be an argument")
  package init() { preconditionFailure("unavailable") }
}

extension Argument: DeclaredProperty {
  func definitions(property: String) -> [ArgumentDefinition] { [declaration.definition.named(property)] }
}

extension Argument where Value: ExpressibleByArgument {
  /// An argument with a default.
  package init(wrappedValue: Value, help: ArgumentHelp = "", completion: CompletionKind? = nil) {
    declaration = .single(.positional(help, completion), default: wrappedValue)
  }

  /// A required argument.
  package init(help: ArgumentHelp = "", completion: CompletionKind? = nil) {
    declaration = .single(.positional(help, completion), default: nil)
  }
}

extension Argument {
  /// An argument that may be left out.
  package init<Element: ExpressibleByArgument>(help: ArgumentHelp = "", completion: CompletionKind? = nil)
  where Value == Element? {
    declaration = .optional(.positional(help, completion))
  }

  /// An argument that may be left out, declared with `= nil`.
  package init<Element: ExpressibleByArgument>(
    wrappedValue: _OptionalNilComparisonType, help: ArgumentHelp = "", completion: CompletionKind? = nil
  ) where Value == Element? {
    declaration = .optional(.positional(help, completion))
  }

  /// Any number of arguments; none stands for the default.
  package init<Element: ExpressibleByArgument>(
    wrappedValue: Value, help: ArgumentHelp = "", completion: CompletionKind? = nil
  ) where Value == [Element] {
    declaration = .repeating(.positional(help, completion), default: wrappedValue)
  }

  /// At least one argument.
  package init<Element: ExpressibleByArgument>(help: ArgumentHelp = "", completion: CompletionKind? = nil)
  where Value == [Element] {
    declaration = .repeating(.positional(help, completion), default: nil)
  }
}
