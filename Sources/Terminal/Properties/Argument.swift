/// A value given by its place on the command line.
///
/// Required unless it has a default or its type is optional or an array; an array takes all
/// that is left, so it stands last.
@propertyWrapper
package struct Argument<Value: Sendable>: Sendable {
  private var box: ValueBox<Value>
  private let definition: ArgumentDefinition

  /// The parsed value or the default; to read a required one before parsing is a mistake in the program.
  package var wrappedValue: Value {
    get { box.read("an argument") }
    set { box = ValueBox(newValue) }
  }

  /// Lets the compiler see that a property may be declared without parentheses; it then takes the
  /// fitting initializer of an extension (swift-argument-parser has the same for the same reason).
  @available(*, unavailable, message: "this type of value cannot be an argument")
  package init() { preconditionFailure("unavailable") }

  private init(_ box: ValueBox<Value>, _ definition: ArgumentDefinition) {
    self.box = box
    self.definition = definition
  }
}

extension Argument: DeclaredProperty {
  func definitions(property: String) -> [ArgumentDefinition] { [definition.named(property)] }
}

extension Argument where Value: ExpressibleByArgument {
  /// An argument with a default.
  package init(wrappedValue: Value, help: ArgumentHelp = "", completion: CompletionKind? = nil) {
    let box = ValueBox<Value>(wrappedValue)
    self.init(
      box,
      .positional(Value.self, help, completion, presence: .defaulted(wrappedValue.defaultValueDescription)) {
        box.fill($0)
      })
  }

  /// A required argument.
  package init(help: ArgumentHelp = "", completion: CompletionKind? = nil) {
    let box = ValueBox<Value>(nil)
    self.init(box, .positional(Value.self, help, completion, presence: .required) { box.fill($0) })
  }
}

extension Argument {
  /// An argument that may be left out.
  package init<Element: ExpressibleByArgument>(help: ArgumentHelp = "", completion: CompletionKind? = nil)
  where Value == Element? {
    let box = ValueBox<Value>(.some(nil))
    self.init(box, .positional(Element.self, help, completion, presence: .optional) { box.fill($0) })
  }

  /// An argument that may be left out, declared with `= nil`.
  package init<Element: ExpressibleByArgument>(
    wrappedValue: _OptionalNilComparisonType, help: ArgumentHelp = "", completion: CompletionKind? = nil
  ) where Value == Element? {
    self.init(help: help, completion: completion)
  }

  /// Any number of arguments; none stands for the default.
  package init<Element: ExpressibleByArgument>(
    wrappedValue: Value, help: ArgumentHelp = "", completion: CompletionKind? = nil
  ) where Value == [Element] {
    let box = ValueBox<Value>(wrappedValue)
    self.init(
      box,
      .repeating(.positional, Element.self, [], help, completion, default: wrappedValue) {
        box.append($0, replacing: $1)
      })
  }

  /// At least one argument.
  package init<Element: ExpressibleByArgument>(help: ArgumentHelp = "", completion: CompletionKind? = nil)
  where Value == [Element] {
    let box = ValueBox<Value>(nil)
    self.init(
      box,
      .repeating(.positional, Element.self, [], help, completion, default: nil) {
        box.append($0, replacing: $1)
      })
  }
}
