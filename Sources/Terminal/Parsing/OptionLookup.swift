/// Finds a definition by the name that was typed.
struct OptionLookup {
  /// Where a name leads.
  struct Entry {
    var index: Int
    /// False for the name that switches a flag off.
    var isOn: Bool
  }

  let definitions: [ArgumentDefinition]
  private var entries: [OptionName: Entry] = [:]

  init(_ definitions: [ArgumentDefinition]) {
    self.definitions = definitions
    for (index, definition) in definitions.enumerated() {
      for name in definition.names where entries[name] == nil {
        entries[name] = Entry(index: index, isOn: true)
      }
      for name in definition.inverseNames where entries[name] == nil {
        entries[name] = Entry(index: index, isOn: false)
      }
    }
  }

  func entry(_ name: OptionName) -> Entry? { entries[name] }

  /// All names that are shown, as typed.
  var shownNames: [String] {
    definitions.filter(\.isShown).flatMap { ($0.names + $0.inverseNames).map(\.text) }
  }

  /// Whether a word is an option's name and not a value: negative numbers and a lone `-` are values.
  func looksLikeOption(_ word: String) -> Bool {
    guard word.hasPrefix("-"), word.count > 1 else { return false }
    guard let second = word.dropFirst().first, second.isNumber || second == "." else { return true }
    return entry(.short(second)) != nil || Double(word) == nil
  }
}
