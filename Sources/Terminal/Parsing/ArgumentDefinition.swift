/// One argument of a command: how it is written, what the help says, and where its value goes.
struct ArgumentDefinition: Sendable {
  enum Kind: Sendable, Hashable { case option, flag, positional }

  /// What happens when it is not given.
  enum Presence: Sendable, Hashable {
    case required, optional
    /// The default, as the help writes it.
    case defaulted(String)
  }

  var kind: Kind
  var nameSpecification: NameSpecification
  var inversion: FlagInversion?
  var help: ArgumentHelp
  var completion: CompletionKind
  var values: [String]
  var presence: Presence
  var isRepeating: Bool
  /// Takes a word (for a flag `true` or `false`); `isFirst` says that none came before it in this parse.
  /// False when the word says no such value.
  var accept: @Sendable (_ word: String, _ isFirst: Bool) -> Bool

  /// Heading in the help; empty for the command's own.
  var section = ""
  /// The property's name.
  var property = ""

  func named(_ property: String) -> ArgumentDefinition {
    var copy = self
    copy.property = property
    return copy
  }

  var names: [OptionName] { nameSpecification.names(property: property) }

  /// Names that switch a flag off.
  var inverseNames: [OptionName] {
    guard inversion == .prefixedNo else { return [] }
    return names.compactMap { name in
      if case .long(let text) = name { .long("no-\(text)") } else { nil }
    }
  }

  /// What stands between `<` and `>`: as declared, or the long name, or the property's.
  var valueName: String {
    if let name = help.valueName { return name }
    for case .long(let name) in names { return name }
    return kebabCased(property)
  }

  var isShown: Bool { help.visibility == .default }

  /// The name that messages use: `--class`, `<name>`.
  var displayName: String {
    (names.first { !$0.isShort } ?? names.first)?.text ?? "<\(valueName)>"
  }
}

extension ArgumentDefinition {
  /// One value.
  static func single<Element: ExpressibleByArgument>(
    _ label: ValueLabel, _ type: Element.Type, presence: Presence,
    store: @escaping @Sendable (Element) -> Void
  ) -> ArgumentDefinition {
    value(label, type, presence: presence, isRepeating: false) { element, _ in store(element) }
  }

  /// Values that follow each other.
  static func repeating<Element: ExpressibleByArgument>(
    _ label: ValueLabel, _ type: Element.Type, default value: [Element]?,
    store: @escaping @Sendable (Element, _ isFirst: Bool) -> Void
  ) -> ArgumentDefinition {
    let defaults = (value ?? []).map(\.defaultValueDescription).joined(separator: ", ")
    let presence: Presence = value == nil ? .required : defaults.isEmpty ? .optional : .defaulted(defaults)
    return self.value(label, type, presence: presence, isRepeating: true, store: store)
  }

  static func flag(
    _ name: NameSpecification, _ help: ArgumentHelp, inversion: FlagInversion?, presence: Presence,
    store: @escaping @Sendable (Bool) -> Void
  ) -> ArgumentDefinition {
    ArgumentDefinition(
      kind: .flag, nameSpecification: name, inversion: inversion, help: help, completion: .none,
      values: [], presence: presence, isRepeating: false
    ) { word, _ in
      store(word == "true")
      return true
    }
  }

  private static func value<Element: ExpressibleByArgument>(
    _ label: ValueLabel, _ type: Element.Type, presence: Presence, isRepeating: Bool,
    store: @escaping @Sendable (Element, _ isFirst: Bool) -> Void
  ) -> ArgumentDefinition {
    ArgumentDefinition(
      kind: label.kind, nameSpecification: label.names, help: label.help,
      completion: label.completion ?? Element.defaultCompletionKind, values: Element.allValueStrings,
      presence: presence, isRepeating: isRepeating
    ) { word, isFirst in
      guard let element = Element(argument: word) else { return false }
      store(element, isFirst)
      return true
    }
  }
}
