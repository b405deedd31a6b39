/// Who did something and when, as commits and tags record it.
package struct Signature: Sendable, Hashable {
  /// The name for people.
  package let name: String
  /// The mail address.
  package let email: String
  /// Seconds since 1970-01-01T00:00:00Z.
  package let time: Int
  /// How far the clock of the author is ahead of UTC, in minutes.
  package let offsetMinutes: Int

  /// A signature of `name` at `time`.
  package init(name: String, email: String, time: Int, offsetMinutes: Int = 0) {
    self.name = name
    self.email = email
    self.time = time
    self.offsetMinutes = offsetMinutes
  }

  /// The signature as it stands in an object: `Name <mail> 1700000000 +0100`.
  ///
  /// Whatever would break the format is left out, as `git commit` does it (ident.c, strbuf_addstr_without_crud);
  /// a name or address that is then empty becomes `unknown`, a time before 1970 becomes 1970.
  var text: String {
    let minutes = max(-1439, min(1439, offsetMinutes))
    let zone = abs(minutes) / 60 * 100 + abs(minutes) % 60
    let digits = String(zone)
    let sign = minutes < 0 ? "-" : "+"
    let padded = String(repeating: "0", count: 4 - digits.count) + digits
    return "\(Self.cleaned(name)) <\(Self.cleaned(email))> \(max(0, time)) \(sign)\(padded)"
  }

  /// Reads what stands behind `author`, `committer` or `tagger`; what is missing becomes empty or zero.
  init(parsing line: [UInt8]) {
    let open = line.firstIndex(of: UInt8(ascii: "<")) ?? line.endIndex
    let close = line.lastIndex(of: UInt8(ascii: ">")) ?? line.endIndex
    name = String(decoding: line[..<open], as: UTF8.self).trimmed
    email = open < close ? String(decoding: line[(open + 1)..<close], as: UTF8.self) : ""
    let rest = close < line.endIndex ? line[(close + 1)...] : []
    let parts = rest.split(separator: UInt8(ascii: " "))
    time = parts.first.flatMap { Int(String(decoding: $0, as: UTF8.self)) } ?? 0
    offsetMinutes = parts.dropFirst().first.map(Self.minutes(ofZone:)) ?? 0
  }

  private static func minutes(ofZone zone: ArraySlice<UInt8>) -> Int {
    guard let value = Int(String(decoding: zone, as: UTF8.self)), abs(value) <= 9999 else { return 0 }
    return value / 100 * 60 + value % 100
  }

  static func cleaned(_ text: String) -> String {
    let crud = Set(".,:;<>\"\\'".unicodeScalars)
    let kept = text.unicodeScalars.filter { $0 != "<" && $0 != ">" && $0.value >= 0x20 && $0.value != 0x7f }
    var slice = kept[...]
    while let first = slice.first, crud.contains(first) || first == " " { slice.removeFirst() }
    while let last = slice.last, crud.contains(last) || last == " " { slice.removeLast() }
    return slice.isEmpty ? "unknown" : String(String.UnicodeScalarView(slice))
  }
}

extension String {
  /// The text without the ASCII white space around it.
  var trimmed: String {
    let isSpace: (UInt8) -> Bool = { $0 == 0x20 || (0x09...0x0d).contains($0) }
    guard let first = utf8.firstIndex(where: { !isSpace($0) }),
      let last = utf8.lastIndex(where: { !isSpace($0) })
    else { return "" }
    return String(self[first...last])
  }
}
