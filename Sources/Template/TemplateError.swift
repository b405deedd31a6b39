/// What is wrong with a template: the file, the line where that is known, and the reason with its remedy.
package struct TemplateError: Error, Sendable, Hashable, CustomStringConvertible {
  /// Path of the file as it was handed in, e.g. `pages/overview.html`.
  package let file: String
  /// Line in that file, counted from 1; nil when the whole file is meant.
  package let line: Int?
  /// One sentence for a person.
  package let reason: String

  package init(file: String, line: Int? = nil, reason: String) {
    self.file = file
    self.line = line
    self.reason = reason
  }

  package var description: String {
    line.map { "\(file):\($0): \(reason)" } ?? "\(file): \(reason)"
  }
}
