/// Arguments that several commands share, declared once in a type of their own.
@propertyWrapper
package struct OptionGroup<Value: ParsableArguments>: Sendable {
  private var box: ValueBox<Value>
  private let title: String

  /// The parsed value or the default; to read a required one before parsing is a mistake in the program.
  package var wrappedValue: Value {
    get { box.read("an option group") }
    set { box = ValueBox(newValue) }
  }

  /// - Parameter title: the heading in the help; without one the options stand among the command's own.
  package init(title: String = "") {
    box = ValueBox(Value())
    self.title = title
  }
}

extension OptionGroup: DeclaredProperty {
  func definitions(property: String) -> [ArgumentDefinition] {
    declaredDefinitions(of: wrappedValue).map { definition in
      var definition = definition
      if definition.section.isEmpty { definition.section = title }
      return definition
    }
  }

  func validate() throws {
    var value = wrappedValue
    try validateDeclarations(of: value)
    try value.validate()
    box.fill(value)
  }
}
