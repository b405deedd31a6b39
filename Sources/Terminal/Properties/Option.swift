/// A value given by name: `--name value`, `--name=value`, `-n value`.
///
/// Required unless it has a default or its type is optional or an array; an array takes the
/// option any number of times, and the first one given replaces the declared default.
/// Of a single value the last one given counts.
@propertyWrapper
package struct Option<Value: Sendable>: Sendable {
  private var box: ValueBox<Value>
  private let definition: ArgumentDefinition

  package var wrappedValue: Value {
    get { box.read("an option") }
    set { box = ValueBox(newValue) }
  }

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
    wrappedValue: Value = nil, name: NameSpecification = .long, help: ArgumentHelp = "",
    completion: CompletionKind? = nil
  ) where Value == Element? {
    let box = ValueBox<Value>(.some(wrappedValue))
    self.init(box, .option(Element.self, name, help, completion, presence: .optional) { box.fill($0) })
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
