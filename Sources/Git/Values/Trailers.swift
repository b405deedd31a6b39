/// Reads the trailers at the end of a commit message.
///
/// A faithful reading of Git's trailer.c (`find_trailer_start`, `parse_trailer`, `unfold_value`) with no trailer
/// configured: what `git interpret-trailers --parse` prints. Works on bytes, as Git does.
enum Trailers {
  /// The trailers of `message`, in their order.
  static func parse(_ message: String) -> [(key: String, value: String)] {
    let all = Array(message.utf8)
    let bytes = all[..<endOfTrailers(all[..<startOfPatch(all)])]
    var trailers: [(key: [UInt8], value: [UInt8])] = []
    var isContinuable = false
    for line in lines(bytes[startOfTrailers(bytes)...]) {
      if isContinuable, let first = line.first, isSpace(first) {
        trailers[trailers.count - 1].value += line
        continue
      }
      let separator = self.separator(in: line)
      isContinuable = (separator ?? 0) >= 1
      guard let separator, separator >= 1, line.first != comment else { continue }
      trailers.append((Array(line.prefix(separator)), Array(line.dropFirst(separator + 1))))
    }
    return trailers.map { (text(trim($0.key)), text(trim(unfold(trim($0.value))))) }
  }

  /// True for a byte that a key may have.
  static func isKeyByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
      true
    default: false
    }
  }

  private static let comment = UInt8(ascii: "#")
  private static let newline = UInt8(ascii: "\n")
  private static let scissors = Array("# ------------------------ >8 ------------------------\n".utf8)

  /// Where a patch begins that was sent along with the message: a line `---` and white space.
  private static func startOfPatch(_ bytes: [UInt8]) -> Int {
    for line in lines(bytes[...]) where line.starts(with: "---".utf8) {
      if line.count > 3, isSpace(line[line.startIndex + 3]) { return line.startIndex }
    }
    return bytes.count
  }

  /// Where comments, empty lines and an old list of conflicts begin at the end of the message
  /// (commit.c `ignored_log_message_bytes`).
  private static func endOfTrailers(_ bytes: ArraySlice<UInt8>) -> Int {
    let lines = lines(bytes)
    let cut = lines.first { $0.elementsEqual(scissors) }?.startIndex ?? bytes.endIndex
    var start: Int?
    var isInConflicts = false
    for line in lines where line.startIndex < cut {
      if line.first == comment || line.first == newline {
        start = start ?? line.startIndex
      } else if line.starts(with: "Conflicts:\n".utf8) {
        isInConflicts = true
        start = start ?? line.startIndex
      } else if isInConflicts, line.first == UInt8(ascii: "\t") {
        continue
      } else {
        start = nil
        isInConflicts = false
      }
    }
    return start.flatMap { $0 == 0 ? nil : $0 } ?? cut
  }

  /// Where the last paragraph begins if it is made of trailers; the end of `bytes` otherwise.
  private static func startOfTrailers(_ bytes: ArraySlice<UInt8>) -> Int {
    let lines = lines(bytes)
    let title = lines.firstIndex { $0.first != comment && isBlank($0) } ?? lines.count
    var hasOnlySpaces = true
    var hasGenerated = false
    var trailerLines = 0
    var otherLines = 0
    var continuations = 0
    for index in stride(from: lines.count - 1, through: title, by: -1) {
      let line = lines[index]
      if line.first == comment {
        otherLines += continuations
        continuations = 0
      } else if isBlank(line) {
        if hasOnlySpaces { continue }
        otherLines += continuations
        let isMixed = hasGenerated && trailerLines * 3 >= otherLines
        let isPure = trailerLines > 0 && otherLines == 0
        return isMixed || isPure ? line.endIndex : bytes.endIndex
      } else {
        hasOnlySpaces = false
        if isGenerated(line) {
          trailerLines += 1
          continuations = 0
          hasGenerated = true
        } else if (separator(in: line) ?? 0) >= 1, let first = line.first, !isSpace(first) {
          trailerLines += 1
          continuations = 0
        } else if let first = line.first, isSpace(first) {
          continuations += 1
        } else {
          otherLines += 1 + continuations
          continuations = 0
        }
      }
    }
    return bytes.endIndex
  }

  private static func isGenerated(_ line: ArraySlice<UInt8>) -> Bool {
    line.starts(with: "Signed-off-by: ".utf8) || line.starts(with: "(cherry picked from commit ".utf8)
  }

  /// The place of the colon behind a key; nil when the line has none.
  private static func separator(in line: ArraySlice<UInt8>) -> Int? {
    var hasSpace = false
    for (index, byte) in line.enumerated() {
      if byte == UInt8(ascii: ":") { return index }
      if !hasSpace, isKeyByte(byte) { continue }
      guard index > 0, byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") else { return nil }
      hasSpace = true
    }
    return nil
  }

  /// The lines of `bytes`, each with its line end.
  private static func lines(_ bytes: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var start = bytes.startIndex
    while start < bytes.endIndex {
      let end = bytes[start...].firstIndex(of: newline).map { $0 + 1 } ?? bytes.endIndex
      lines.append(bytes[start..<end])
      start = end
    }
    return lines
  }

  /// Joins the lines of a folded value with one space each.
  private static func unfold(_ value: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var unfolded: [UInt8] = []
    var rest = value
    while let byte = rest.popFirst() {
      if byte == newline {
        rest = rest.drop(while: isSpace)
        unfolded.append(UInt8(ascii: " "))
      } else {
        unfolded.append(byte)
      }
    }
    return unfolded[...]
  }

  private static func trim(_ bytes: some BidirectionalCollection<UInt8>) -> ArraySlice<UInt8> {
    var slice = Array(bytes)[...]
    while let first = slice.first, isSpace(first) { slice.removeFirst() }
    while let last = slice.last, isSpace(last) { slice.removeLast() }
    return slice
  }

  private static func text(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes, as: UTF8.self)
  }

  private static func isBlank(_ line: ArraySlice<UInt8>) -> Bool {
    line.allSatisfy(isSpace)
  }

  /// Git's own `isspace` (git-compat-util.h): space, tab, line feed, carriage return.
  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0a || byte == 0x0d
  }
}
