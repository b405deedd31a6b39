/// A message to be written: a subject, perhaps a text, and facts as trailers.
package struct CommitMessage: Sendable, Hashable {
  /// What happened, on one line.
  package var subject: String
  /// More words for people.
  package var body: String?
  /// Facts for programs, in their order.
  package var trailers: [(key: String, value: String)]

  /// A message that ``text`` puts in form.
  package init(subject: String, body: String? = nil, trailers: [(String, String)] = []) {
    self.subject = subject
    self.body = body
    self.trailers = trailers.map { (key: $0.0, value: $0.1) }
  }

  /// The message as it is committed; `git interpret-trailers --parse` finds exactly ``trailers`` in it.
  ///
  /// The parts may hold anything: line ends in the subject and in values become spaces, characters that a trailer's
  /// key cannot have become `-`, and a line of the body that Git would take for the end of the message
  /// (`---`, the scissors line) is indented by one space, so that text from outside can neither hide nor forge a fact.
  package var text: String {
    let first = Self.oneLine(subject)
    var paragraphs = [Self.harmless(first.isEmpty ? "(no subject)" : first)]
    let lines = Self.lines(body ?? "").map(Self.harmless)
    let text = lines.joined(separator: "\n").trimmedOfEmptyLines
    if !text.isEmpty { paragraphs.append(text) }
    if !trailers.isEmpty {
      paragraphs.append(
        trailers.map { "\(Self.key($0.key)): \(Self.oneLine($0.value))" }.joined(separator: "\n"))
    }
    return paragraphs.joined(separator: "\n\n") + "\n"
  }

  package static func == (left: CommitMessage, right: CommitMessage) -> Bool {
    left.subject == right.subject && left.body == right.body
      && left.trailers.elementsEqual(right.trailers) { $0 == $1 }
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(subject)
    hasher.combine(body)
    for trailer in trailers {
      hasher.combine(trailer.key)
      hasher.combine(trailer.value)
    }
  }

  private static func oneLine(_ text: String) -> String {
    lines(text).map(\.trimmed).filter { !$0.isEmpty }.joined(separator: " ")
  }

  private static func lines(_ text: String) -> [String] {
    var lines = [""]
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n": lines.append("")
      case "\r", "\0": break
      default: lines[lines.count - 1].unicodeScalars.append(scalar)
      }
    }
    return lines
  }

  private static func harmless(_ line: String) -> String {
    line.hasPrefix("---") || line.hasPrefix("# ---") ? " " + line : line
  }

  private static func key(_ key: String) -> String {
    let allowed = key.utf8.map { byte -> UInt8 in
      Trailers.isKeyByte(byte) ? byte : UInt8(ascii: "-")
    }
    return allowed.isEmpty ? "-" : String(decoding: allowed, as: UTF8.self)
  }
}

extension CommitMessage {
  /// The first paragraph of `message` on one line, as `git log --format=%s` has it (pretty.c `format_subject`).
  static func subject(of message: String) -> String {
    let lines = message.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let paragraph = lines.drop { $0.trimmed.isEmpty }.prefix { !$0.trimmed.isEmpty }
    return paragraph.map(\.withoutTrailingSpace).joined(separator: " ")
  }

  /// What stands behind the first paragraph of `message`, without empty lines around it.
  static func body(of message: String) -> String {
    let lines = message.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let rest = lines.drop { $0.trimmed.isEmpty }.drop { !$0.trimmed.isEmpty }
    return rest.joined(separator: "\n").trimmedOfEmptyLines
  }
}

extension String {
  /// The text without empty lines at its beginning and without white space at its end.
  var trimmedOfEmptyLines: String {
    let lines = split(separator: "\n", omittingEmptySubsequences: false).drop { String($0).trimmed.isEmpty }
    return lines.joined(separator: "\n").withoutTrailingSpace
  }

  /// The text without the ASCII white space at its end.
  var withoutTrailingSpace: String {
    let end = utf8.lastIndex { $0 != 0x20 && !(0x09...0x0d).contains($0) }
    return end.map { String(self[...$0]) } ?? ""
  }
}
