import Testing

@testable import Terminal

@Suite("Arguments written and read back")
struct RoundTripTests {
  private static let alphabet: [Character] = ["a", "-", "=", " ", "'", "\"", "\n", "é", "0", "\\", "日"]

  @Test("parsing rendered arguments gives the values back, in any order and form")
  func roundTrip() throws {
    var generator = SeededGenerator(seed: 7)
    let node = CommandNode(EnvAdd.self)
    for _ in 0..<2000 {
      let name = text(&generator)
      let url = text(&generator)
      let labels = (0..<Int.random(in: 0...3, using: &generator)).map { _ in text(&generator) }
      let timeout = Int.random(in: 0...99, using: &generator)
      let kind = try #require(EnvironmentClass.allCases.randomElement(using: &generator))
      let test = Bool.random(using: &generator)
      var pieces = [
        option("url", nil, url, &generator), option("timeout", nil, "\(timeout)", &generator),
        option("class", "c", kind.rawValue, &generator), [test ? "--test" : "--no-test"],
      ]
      pieces.shuffle(using: &generator)
      // Labels keep their order among themselves, so they go in one after the other.
      var place = 0
      for label in labels {
        place = Int.random(in: place...pieces.count, using: &generator)
        pieces.insert(option("label", "l", label, &generator), at: place)
        place += 1
      }
      let words = pieces.flatMap(\.self) + ["--", name]

      let command = try #require(try CommandLineRunner.parse(words, as: node) as? EnvAdd)
      #expect(command.name == name)
      #expect(command.url == url)
      #expect(command.label == labels)
      #expect(command.timeout == timeout)
      #expect(command.environmentClass == kind)
      #expect(command.test == test)
      #expect(command.shared.repo == ".")
    }
  }

  private func text(_ generator: inout SeededGenerator) -> String {
    String(
      (0..<Int.random(in: 0...5, using: &generator)).map { _ in
        Self.alphabet.randomElement(using: &generator) ?? "a"
      })
  }

  /// One of the ways in which the value can be given; a value that looks like an option needs to be joined.
  private func option(
    _ long: String, _ short: Character?, _ value: String, _ generator: inout SeededGenerator
  ) -> [String] {
    var forms = [["--\(long)=\(value)"]]
    if let short { forms.append(["-\(short)=\(value)"]) }
    if let short, !value.isEmpty, !value.hasPrefix("=") { forms.append(["-\(short)\(value)"]) }
    if !value.hasPrefix("-") {
      forms.append(["--\(long)", value])
      if let short { forms.append(["-\(short)", value]) }
    }
    return forms.randomElement(using: &generator) ?? forms[0]
  }
}
