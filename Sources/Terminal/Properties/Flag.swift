/// A switch: `--json`, or `--sync` and `--no-sync` with an inversion. The last one given counts.
@propertyWrapper
package struct Flag<Value: Sendable>: Sendable {
  private var box: ValueBox<Value>
  private let definition: ArgumentDefinition

  /// The parsed value or the default; to read a required one before parsing is a mistake in the program.
  package var wrappedValue: Value {
    get { box.read("a flag") }
    set { box = ValueBox(newValue) }
  }

  /// Lets the compiler see that a property may be declared without parentheses; it then takes the
  /// fitting initializer of an extension (swift-argument-parser has the same for the same reason).
  @available(*, unavailable, message: "this type of value cannot be a flag")
  package init() { preconditionFailure("unavailable") }
}

/// How a flag is switched off by name.
package enum FlagInversion: Sendable {
  /// `--no-name`.
  case prefixedNo
}

extension Flag: DeclaredProperty {
  func definitions(property: String) -> [ArgumentDefinition] { [definition.named(property)] }
}

extension Flag where Value == Bool {
  /// A flag that is off until it is given.
  package init(wrappedValue: Bool, name: NameSpecification = .long, help: ArgumentHelp = "") {
    let box = ValueBox(wrappedValue)
    self.box = box
    definition = .flag(name, help, inversion: nil, presence: .optional) { box.fill($0) }
  }

  /// A flag with a name for each of its two positions.
  package init(
    wrappedValue: Bool, name: NameSpecification = .long, inversion: FlagInversion, help: ArgumentHelp = ""
  ) {
    let box = ValueBox(wrappedValue)
    self.box = box
    definition = .flag(name, help, inversion: inversion, presence: .defaulted(wrappedValue ? "on" : "off")) {
      box.fill($0)
    }
  }
}

extension Flag where Value == Bool? {
  /// A flag with a name for each of its two positions, and nil while neither was given.
  package init(name: NameSpecification = .long, inversion: FlagInversion, help: ArgumentHelp = "") {
    let box = ValueBox<Bool?>(.some(nil))
    self.box = box
    definition = .flag(name, help, inversion: inversion, presence: .optional) { box.fill($0) }
  }

  /// A flag with a name for each of its two positions, declared with `= nil`.
  package init(
    wrappedValue: _OptionalNilComparisonType, name: NameSpecification = .long, inversion: FlagInversion,
    help: ArgumentHelp = ""
  ) {
    self.init(name: name, inversion: inversion, help: help)
  }
}
