/// Which names an option or flag answers to.
package struct NameSpecification: Sendable, ExpressibleByArrayLiteral {
  /// One of the names.
  package struct Element: Sendable {
    enum Form: Sendable { case long, short, customLong(String), customShort(Character) }
    var form: Form

    /// `--property-name`.
    package static var long: Element { Element(form: .long) }
    /// `-p`, the first letter of the property's name.
    package static var short: Element { Element(form: .short) }
    /// `--name`.
    package static func customLong(_ name: String) -> Element { Element(form: .customLong(name)) }
    /// `-n`.
    package static func customShort(_ character: Character) -> Element {
      Element(form: .customShort(character))
    }
  }

  var elements: [Element]

  package init(arrayLiteral elements: Element...) { self.elements = elements }

  /// `--property-name`.
  package static var long: NameSpecification { [.long] }
  /// `-p`, the first letter of the property's name.
  package static var short: NameSpecification { [.short] }
  /// Both.
  package static var shortAndLong: NameSpecification { [.short, .long] }
  /// `--name`.
  package static func customLong(_ name: String) -> NameSpecification { [.customLong(name)] }
  /// `-n`.
  package static func customShort(_ character: Character) -> NameSpecification { [.customShort(character)] }

  /// The names for a property, short ones first.
  func names(property: String) -> [OptionName] {
    let names = elements.map { element -> OptionName in
      switch element.form {
      case .long: .long(kebabCased(property))
      case .short: .short(property.first ?? "?")
      case .customLong(let name): .long(name)
      case .customShort(let character): .short(character)
      }
    }
    return names.filter(\.isShort) + names.filter { !$0.isShort }
  }
}

/// A name as it is typed.
enum OptionName: Sendable, Hashable {
  case long(String)
  case short(Character)

  /// With its dashes.
  var text: String {
    switch self {
    case .long(let name): "--\(name)"
    case .short(let character): "-\(character)"
    }
  }

  var isShort: Bool {
    if case .short = self { true } else { false }
  }
}

/// `apiKeyFrom` as `api-key-from`, `JSONFile` as `json-file`.
func kebabCased(_ identifier: String) -> String {
  let characters = Array(identifier)
  var result = ""
  for (index, character) in characters.enumerated() {
    if character.isUppercase && index > 0 {
      let followsLower = !characters[index - 1].isUppercase && characters[index - 1] != "_"
      let precedesLower = index + 1 < characters.count && characters[index + 1].isLowercase
      if followsLower || (precedesLower && characters[index - 1].isUppercase) { result += "-" }
    }
    result += character == "_" ? "-" : character.lowercased()
  }
  return result
}
