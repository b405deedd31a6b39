/// What the help says of an argument. A string literal will do.
package struct ArgumentHelp: Sendable, ExpressibleByStringInterpolation {
  /// Whether the argument is shown in help and completions.
  package enum Visibility: Sendable { case `default`, hidden }

  /// One sentence.
  package var abstract: String
  /// What stands between `<` and `>`; without one the property's name in kebab-case.
  package var valueName: String?
  /// Whether help and completions show it.
  package var visibility: Visibility

  /// - Parameters: as the properties of the same names.
  package init(_ abstract: String = "", valueName: String? = nil, visibility: Visibility = .default) {
    self.abstract = abstract
    self.valueName = valueName
    self.visibility = visibility
  }

  package init(stringLiteral value: String) { self.init(value) }
}
