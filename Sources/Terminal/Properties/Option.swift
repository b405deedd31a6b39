/// A value given by name: `--name value`, `--name=value`, `-n value`.
///
/// Required unless it has a default or its type is optional or an array; an array takes the
/// option any number of times, and the first one given replaces the declared default.
/// Of a single value the last one given counts.
@propertyWrapper
package struct Option<Value: Sendable>: Sendable {
  private var box: ValueBox<Value>
  private let definition: ArgumentDefinition

  /// The parsed value or the default; to read a required one before parsing is a mistake in the program.
  package var wrappedValue: Value {
    get { box.read("an option") }
    set { box = ValueBox(newValue) }
  }

  /// Lets the compiler see that a property may be declared without parentheses; it then takes the
  /// fitting initializer of an extension (swift-argument-parser has the same for the same reason).
  @available(*, unavailable, message: "this type of value cannot be an option")
  package init() { preconditionFailure("unavailable") }

  private init(_ box: ValueBox<Value>, _ definition: ArgumentDefinition) {
    self.box = box
    self.definition = definition
  }
}

extension Option: DeclaredProperty {
  func definitions(property: String) -> [ArgumentDefinition] { [definition.named(property)] }
}

extension Option where Value: ExpressibleByArgument {
  /// An option with a default.
  package init(
    wrappedValue: Value, name: NameSpecification = .long, help: ArgumentHelp = "",
    completion: CompletionKind? = nil
  ) {
    let box = ValueBox<Value>(wrappedValue)
    self.init(
      box,
      .option(Value.self, name, help, completion, presence: .defaulted(wrappedValue.defaultValueDescription))
      {
        box.fill($0)
      })
  }

  /// A required option.
  package init(name: NameSpecification = .long, help: ArgumentHelp = "", completion: CompletionKind? = nil) {
    let box = ValueBox<Value>(nil)
    self.init(box, .option(Value.self, name, help, completion, presence: .required) { box.fill($0) })
  }
}

extension Option {
  /// An option that may be left out.
  package init<Element: ExpressibleByArgument>(
    name: NameSpecification = .long, help: ArgumentHelp = "", completion: CompletionKind? = nil
  ) where Value == Element? {
    let box = ValueBox<Value>(.some(nil))
    self.init(box, .option(Element.self, name, help, completion, presence: .optional) { box.fill($0) })
  }

  /// An option that may be left out, declared with `= nil`.
  package init<Element: ExpressibleByArgument>(
    wrappedValue: _OptionalNilComparisonType, name: NameSpecification = .long, help: ArgumentHelp = "",
    completion: CompletionKind? = nil
  ) where Value == Element? {
    self.init(name: name, help: help, completion: completion)
  }

  /// An option that may be given any number of times.
  package init<Element: ExpressibleByArgument>(
    wrappedValue: Value, name: NameSpecification = .long, help: ArgumentHelp = "",
    completion: CompletionKind? = nil
  ) where Value == [Element] {
    let box = ValueBox<Value>(wrappedValue)
    self.init(
      box,
      .repeating(.option, Element.self, name, help, completion, default: wrappedValue) {
        box.append($0, replacing: $1)
      })
  }

  /// An option that has to be given at least once.
  package init<Element: ExpressibleByArgument>(
    name: NameSpecification = .long, help: ArgumentHelp = "", completion: CompletionKind? = nil
  ) where Value == [Element] {
    let box = ValueBox<Value>(nil)
    self.init(
      box,
      .repeating(.option, Element.self, name, help, completion, default: nil) {
        box.append($0, replacing: $1)
      })
  }
}
