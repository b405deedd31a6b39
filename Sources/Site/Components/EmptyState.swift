internal import Template

/// What stands where there is nothing: what would be here, and the command that makes it so.
package struct EmptyState: Sendable, Hashable {
  /// One sentence: `A promotion carries approved workflows to the next environment.`
  package var sentence: String
  /// The command; nil where nothing can be done.
  package var command: String?

  package init(_ sentence: String, command: String? = nil) {
    self.sentence = sentence
    self.command = command
  }

  /// Sets the section `EMPTY`.
  func fill(_ data: inout TemplateData) {
    data.section("EMPTY") { data in
      data.set("SENTENCE", sentence)
      if let command { data.section("DO") { $0.set("COMMAND", block: command) } }
    }
  }
}
