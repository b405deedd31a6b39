/// Reads the words of one command into its definitions.
///
/// As POSIX utility conventions and GNU getopt_long have it: options and operands in any order,
/// `--name value` and `--name=value`, `-n value`, `-nvalue` and bundled `-abc`, and `--` after which
/// nothing is an option.
struct ArgumentParser {
  private let lookup: OptionLookup
  private let path: [String]
  private var given: Set<Int> = []
  private var operands: [String] = []

  init(definitions: [ArgumentDefinition], path: [String]) {
    lookup = OptionLookup(definitions)
    self.path = path
  }

  /// Fills the definitions' places, or says what is wrong with the first word that is.
  static func parse(
    _ words: [String], into definitions: [ArgumentDefinition], path: [String]
  ) throws(UsageError) {
    var parser = ArgumentParser(definitions: definitions, path: path)
    try parser.parse(words)
  }

  private mutating func parse(_ words: [String]) throws(UsageError) {
    var rest = words[...]
    while let word = rest.popFirst() {
      if word == "--" {
        operands += rest
        break
      }
      if !lookup.looksLikeOption(word) {
        operands.append(word)
      } else if word.hasPrefix("--") {
        try parseLong(word, &rest)
      } else {
        try parseShort(word, &rest)
      }
    }
    try assignOperands()
    try requireAll()
  }

  private mutating func parseLong(_ word: String, _ rest: inout ArraySlice<String>) throws(UsageError) {
    let body = word.dropFirst(2)
    let equals = body.firstIndex(of: "=")
    let name = String(body[..<(equals ?? body.endIndex)])
    let inline = equals.map { String(body[body.index(after: $0)...]) }
    guard let entry = lookup.entry(.long(name)) else {
      throw .unknownOption("--\(name)", among: lookup.shownNames, path: path)
    }
    try accept(entry, typed: "--\(name)", inline: inline, &rest)
  }

  private mutating func parseShort(_ word: String, _ rest: inout ArraySlice<String>) throws(UsageError) {
    var letters = word.dropFirst()
    while let letter = letters.popFirst() {
      guard let entry = lookup.entry(.short(letter)) else {
        throw .unknownOption("-\(letter)", within: word, among: lookup.shownNames, path: path)
      }
      guard lookup.definitions[entry.index].kind == .option, !letters.isEmpty else {
        if letters.first == "=" { throw .valueForFlag("-\(letter)", path: path) }
        try accept(entry, typed: "-\(letter)", inline: nil, &rest)
        continue
      }
      let value = letters.first == "=" ? letters.dropFirst() : letters
      try accept(entry, typed: "-\(letter)", inline: String(value), &rest)
      return
    }
  }

  private mutating func accept(
    _ entry: OptionLookup.Entry, typed: String, inline: String?, _ rest: inout ArraySlice<String>
  ) throws(UsageError) {
    guard lookup.definitions[entry.index].kind == .option else {
      if inline != nil { throw .valueForFlag(typed, path: path) }
      return try store(entry.isOn ? "true" : "false", at: entry.index)
    }
    if let inline { return try store(inline, at: entry.index) }
    guard let next = rest.first, !lookup.looksLikeOption(next) else {
      throw .missingValue(typed, next: rest.first, path: path)
    }
    rest.removeFirst()
    try store(next, at: entry.index)
  }

  private mutating func store(_ word: String, at index: Int) throws(UsageError) {
    let definition = lookup.definitions[index]
    guard definition.accept(word, given.insert(index).inserted) else {
      throw .invalidValue(word, for: definition, path: path)
    }
  }

  private mutating func assignOperands() throws(UsageError) {
    var rest = operands[...]
    for (index, definition) in lookup.definitions.enumerated() where definition.kind == .positional {
      repeat {
        guard let word = rest.popFirst() else { break }
        try store(word, at: index)
      } while definition.isRepeating
    }
    if let word = rest.first { throw .unexpected(word, path: path) }
  }

  private func requireAll() throws(UsageError) {
    for (index, definition) in lookup.definitions.enumerated()
    where definition.presence == .required && !given.contains(index) {
      throw .missing(definition, path: path)
    }
  }
}
