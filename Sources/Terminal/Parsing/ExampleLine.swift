/// A line that a document shows for a shell.
struct ExampleLine {
  private let line: String

  init(_ line: String) { self.line = line }

  /// Why the program would refuse the line; nil when it would not, or when the line calls another program.
  ///
  /// - Parameter node: the command that the line has to call, or one below it, if it matters.
  func complaint(in tree: CommandNode, calling node: CommandNode? = nil) -> String? {
    guard let all = ShellWords.split(line) else { return "a quote is open" }
    // What follows is for the shell, or for another program.
    let words = all.prefix { $0 != ">" && $0 != "|" }
    guard words.first == tree.name else { return nil }
    do {
      let (called, arguments) = try CommandResolver.resolve(Array(words.dropFirst()), from: tree)
      if let node, !called.path.starts(with: node.path) { return "calls '\(called.call)'" }
      let asksForHelp = arguments.prefix { $0 != "--" }.contains("--help")
      if called.children.isEmpty && !asksForHelp { _ = try CommandLineRunner.parse(arguments, as: called) }
      return nil
    } catch {
      return "\(error)"
    }
  }
}
