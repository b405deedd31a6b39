/// Words as a POSIX shell reads and writes them.
package enum ShellWords {
  /// The word as it has to be typed to arrive unchanged.
  package static func quoted(_ word: String) -> String {
    !word.isEmpty && word.utf8.allSatisfy(isPlainByte) ? word : quotedAlways(word)
  }

  /// The word in single quotes, whatever it holds.
  static func quotedAlways(_ word: String) -> String {
    "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }

  /// The words as a line that can be pasted into a shell.
  package static func joined(_ words: [String]) -> String { words.map(quoted).joined(separator: " ") }

  /// The words of a line: blanks, both kinds of quotes and backslashes, nothing else of a shell.
  /// Nil when a quote is left open.
  package static func split(_ line: String) -> [String]? {
    var words: [String] = []
    var word: String?
    var quote: Character?
    var rest = Substring(line)
    while let character = rest.popFirst() {
      if let open = quote {
        if character == open {
          quote = nil
        } else if character == "\\" && open == "\"", let next = rest.first, "\"\\$`".contains(next) {
          word = (word ?? "") + String(rest.removeFirst())
        } else {
          word = (word ?? "") + String(character)
        }
      } else if character == "'" || character == "\"" {
        quote = character
        word = word ?? ""
      } else if character == "\\", let next = rest.popFirst() {
        word = (word ?? "") + String(next)
      } else if character.isWhitespace {
        if let finished = word { words.append(finished) }
        word = nil
      } else {
        word = (word ?? "") + String(character)
      }
    }
    if let finished = word { words.append(finished) }
    return quote == nil ? words : nil
  }

  private static func isPlainByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "_-./:=,@%+".utf8.contains(byte)
    }
  }
}
