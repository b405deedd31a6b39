import JSON

/// Old and new value in one line each. Long ones are shortened where they are the same, never where they differ.
struct ValueExcerpt {
  /// Up to so many characters a value is shown whole.
  static let shortEnough = 160
  /// Characters that stay on each side of what differs.
  private static let context = 30
  /// The most characters of a value; what is beyond has to be read in the document.
  private static let longest = 4_000
  /// Beyond this only what begins and ends the same is told from the rest: words are not compared.
  private static let mostCompared = 64 * 1024

  /// Nil where there was no value.
  private(set) var old: String?
  /// Nil where there is none.
  private(set) var new: String?

  init(old: JSON?, new: JSON?) {
    self.old = old.map { $0.text(.compact) }
    self.new = new.map { $0.text(.compact) }
    guard let old = self.old, let new = self.new else {
      self.old = self.old.map(Self.bounded)
      self.new = self.new.map(Self.bounded)
      return
    }
    guard max(old.utf8.count, new.utf8.count) > Self.shortEnough else { return }
    shorten(old, new)
  }

  private mutating func shorten(_ old: String, _ new: String) {
    let (oldWords, newWords) = (Self.words(old), Self.words(new))
    let script = EditScript.between(oldWords, newWords)
    var (left, right, same) = ("", "", "")
    for (place, edit) in script.enumerated() {
      switch edit {
      case .keep(let index, _):
        same += oldWords[index]
        if place + 1 < script.count, case .keep = script[place + 1] { continue }
        let text = Self.shortened(
          same, isFirst: left.isEmpty && right.isEmpty, isLast: place + 1 == script.count)
        left += text
        right += text
        same = ""
      case .remove(let index): left += oldWords[index]
      case .insert(let index): right += newWords[index]
      }
    }
    self.old = Self.bounded(left)
    self.new = Self.bounded(right)
  }

  /// What is the same, cut to what stands beside something that differs.
  private static func shortened(_ text: String, isFirst: Bool, isLast: Bool) -> String {
    guard text.count > 2 * context + 10 else { return text }
    return (isFirst ? "" : String(text.prefix(context))) + "…" + (isLast ? "" : String(text.suffix(context)))
  }

  private static func bounded(_ text: String) -> String {
    guard text.utf8.count > longest, text.count > longest else { return text }
    return text.prefix(longest) + "… (\(text.count) characters)"
  }

  /// Words, and every other character by itself; together they are the text.
  private static func words(_ text: String) -> [Substring] {
    guard text.utf8.count <= mostCompared else { return [text[...]] }
    var words: [Substring] = []
    var start = text.startIndex
    while start < text.endIndex {
      var end = text[start...].firstIndex { !isOfWord($0) } ?? text.endIndex
      if end == start { end = text.index(after: start) }
      words.append(text[start..<end])
      start = end
    }
    return words
  }

  private static func isOfWord(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || character == "_"
  }
}
