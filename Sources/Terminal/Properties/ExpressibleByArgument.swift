/// A value that can be written as one word of a command line.
package protocol ExpressibleByArgument: Sendable {
  /// Nil when the word does not say such a value.
  init?(argument: String)

  /// How the help writes the value as a default; reading it back gives the value.
  var defaultValueDescription: String { get }

  /// All words there are, when they can be listed; empty otherwise.
  static var allValueStrings: [String] { get }

  /// What a shell offers for the value.
  static var defaultCompletionKind: CompletionKind { get }
}

extension ExpressibleByArgument {
  package var defaultValueDescription: String { "\(self)" }
  package static var allValueStrings: [String] { [] }
  package static var defaultCompletionKind: CompletionKind {
    allValueStrings.isEmpty ? .default : .list(allValueStrings)
  }
}

extension ExpressibleByArgument where Self: CaseIterable {
  package static var allValueStrings: [String] { allCases.map(\.defaultValueDescription) }
}

extension ExpressibleByArgument where Self: RawRepresentable, RawValue: ExpressibleByArgument {
  package init?(argument: String) {
    guard let raw = RawValue(argument: argument) else { return nil }
    self.init(rawValue: raw)
  }

  package var defaultValueDescription: String { rawValue.defaultValueDescription }
}

extension String: ExpressibleByArgument {
  package init?(argument: String) { self = argument }
}

extension ExpressibleByArgument where Self: LosslessStringConvertible {
  package init?(argument: String) { self.init(argument) }
}

extension ExpressibleByArgument where Self: Numeric {
  /// No shell knows which number is meant.
  package static var defaultCompletionKind: CompletionKind { .none }
}

extension Int: ExpressibleByArgument {}
extension Int64: ExpressibleByArgument {}
extension UInt16: ExpressibleByArgument {}
extension Double: ExpressibleByArgument {}
extension Bool: ExpressibleByArgument {
  package static var allValueStrings: [String] { ["true", "false"] }
}
