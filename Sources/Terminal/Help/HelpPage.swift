/// The help of one command, made from its declarations.
struct HelpPage {
  private static let narrowest = 40
  private static let widest = 100
  /// Descriptions begin no further to the right than this.
  private static let deepestColumn = 32

  private let node: CommandNode
  private let definitions: [ArgumentDefinition]
  private let width: Int
  private let styled: (String, Style) -> String

  /// - Parameter stream: decides on width and styles.
  init(_ node: CommandNode, for stream: ConsoleStream) {
    self.node = node
    definitions = node.definitions.filter(\.isShown)
    width = min(Self.widest, max(Self.narrowest, stream.width ?? 80))
    styled = stream.styled
  }

  var text: String {
    let blocks = [
      prose(node.configuration.abstract), section("Usage", usage), section("Aliases", aliases),
      prose(node.configuration.discussion), section("Arguments", rows(for: positionals)),
      section("Commands", rows(node.shownChildren.map { ($0.name, $0.configuration.abstract) })),
      section("Options", rows(for: ownOptions)),
    ]
    let rest = groupSections + [section("Examples", examples), footer]
    return (blocks + rest).filter { !$0.isEmpty }.map { $0.joined(separator: "\n") + "\n" }
      .joined(separator: "\n")
  }

  // MARK: - Sections

  private func section(_ title: String, _ lines: [String]) -> [String] {
    lines.isEmpty ? [] : [styled("\(title):", .bold)] + lines
  }

  private func prose(_ text: String) -> [String] {
    text.isEmpty ? [] : TextWrapping.lines(text, width: width)
  }

  private var usage: [String] {
    guard node.children.isEmpty else { return ["  \(node.call) <command> [options]"] }
    let required = options.filter { $0.presence == .required }.map { "\($0.displayName) <\($0.valueName)>" }
    let places = positionals.map { definition in
      let name = "<\(definition.valueName)>" + (definition.isRepeating ? "..." : "")
      return definition.presence == .required ? name : "[\(name)]"
    }
    let lines = TextWrapping.lines(of: [node.call] + places + required + ["[options]"], width: width - 6)
    return ["  \(lines[0])"] + lines.dropFirst().map { "      \($0)" }
  }

  private var aliases: [String] {
    node.configuration.aliases.map { "  " + (node.path.dropLast() + [$0]).joined(separator: " ") }
  }

  private var groupSections: [[String]] {
    var titles: [String] = []
    for definition in options where !definition.section.isEmpty && !titles.contains(definition.section) {
      titles.append(definition.section)
    }
    return titles.map { title in section(title, rows(for: options.filter { $0.section == title })) }
  }

  private var examples: [String] {
    node.configuration.examples.flatMap { example in
      TextWrapping.lines(example.says, width: width - 4).map { styled("  # \($0)", .dim) }
        + ["  \(example.command)"]
    }
  }

  private var footer: [String] {
    guard !node.children.isEmpty else { return [] }
    return prose("'\(node.call) <command> --help' says more about a command.")
  }

  // MARK: - Arguments

  private var positionals: [ArgumentDefinition] { definitions.filter { $0.kind == .positional } }

  private var options: [ArgumentDefinition] { definitions.filter { $0.kind != .positional } }

  private var ownOptions: [ArgumentDefinition] { options.filter(\.section.isEmpty) }

  private func rows(for definitions: [ArgumentDefinition]) -> [String] {
    rows(definitions.map { (term($0), description($0)) })
  }

  private func term(_ definition: ArgumentDefinition) -> String {
    if definition.kind == .positional { return "<\(definition.valueName)>" }
    let names = definition.names + definition.inverseNames
    let text = names.map(\.text).joined(separator: ", ")
    // Long names stand below each other, whether there is a short one or not.
    let indented = names.contains(where: \.isShort) ? text : "    \(text)"
    return definition.kind == .option ? "\(indented) <\(definition.valueName)>" : indented
  }

  private func description(_ definition: ArgumentDefinition) -> String {
    var remarks: [String] = []
    if !definition.values.isEmpty { remarks.append("values: \(definition.values.joined(separator: ", "))") }
    if case .defaulted(let value) = definition.presence { remarks.append("default: \(value)") }
    if definition.kind == .option && definition.isRepeating { remarks.append("repeatable") }
    let remark = remarks.isEmpty ? "" : "(\(remarks.joined(separator: "; ")))"
    return [definition.help.abstract, remark].filter { !$0.isEmpty }.joined(separator: " ")
  }

  // MARK: - Layout

  private func rows(_ rows: [(term: String, description: String)]) -> [String] {
    let widest = rows.map { DisplayWidth.of($0.term) }.max() ?? 0
    let column = min(Self.deepestColumn, widest + 4)
    return rows.flatMap { row(term: "  \($0.term)", description: $0.description, column: column) }
  }

  private func row(term: String, description: String, column: Int) -> [String] {
    let margin = String(repeating: " ", count: column)
    var lines = description.isEmpty ? [] : TextWrapping.lines(description, width: max(20, width - column))
    let fits = DisplayWidth.of(term) + 2 <= column
    let first = fits && !lines.isEmpty ? DisplayWidth.padded(term, to: column) + lines.removeFirst() : term
    return [first] + lines.map { margin + $0 }
  }
}
