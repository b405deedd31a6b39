import JSON

/// Where the values of a JSON text stand in it, which the parsed value does not say. The text has to be one that the
/// parser has accepted.
struct JSONPlaces {
  private let lines: LineTable
  /// Offsets of the members' names and of the values. Of a name that repeats the last counts, as for the parser.
  private let names: [JSONPointer: Int]
  private let values: [JSONPointer: Int]
  /// The members whose name stood in the object before, with the offset of the later one.
  private let repeated: [(pointer: JSONPointer, offset: Int)]

  init(_ bytes: [UInt8]) {
    var scan = JSONScan(bytes: bytes)
    scan.value(at: JSONPointer())
    lines = LineTable(bytes)
    (names, values, repeated) = (scan.names, scan.values, scan.repeated)
  }

  /// The members whose name stands twice in their object.
  var repeatedMembers: [(pointer: JSONPointer, place: TextPlace)] {
    repeated.map { ($0.pointer, lines.place(of: $0.offset)) }
  }

  /// The place of a value.
  func place(ofValueAt pointer: JSONPointer) -> TextPlace? {
    values[pointer].map(lines.place)
  }

  /// The place of a member's name.
  func place(ofNameAt pointer: JSONPointer) -> TextPlace? {
    names[pointer].map(lines.place)
  }
}

/// One walk through a text that the parser has accepted; its depth is bounded by the parser's.
private struct JSONScan {
  let bytes: [UInt8]
  var names: [JSONPointer: Int] = [:]
  var values: [JSONPointer: Int] = [:]
  var repeated: [(pointer: JSONPointer, offset: Int)] = []
  private var position: Int

  init(bytes: [UInt8]) {
    self.bytes = bytes
    position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  private var byte: UInt8? { position < bytes.count ? bytes[position] : nil }

  mutating func value(at pointer: JSONPointer) {
    skipSpace()
    values[pointer] = position
    switch byte {
    case UInt8(ascii: "{"): members(of: pointer)
    case UInt8(ascii: "["): elements(of: pointer)
    case UInt8(ascii: "\""): _ = string()
    default: while let byte, !Self.ends.contains(byte) { position += 1 }
    }
    skipSpace()
  }

  private mutating func members(of pointer: JSONPointer) {
    position += 1
    skipSpace()
    while byte == UInt8(ascii: "\"") {
      let offset = position
      let member = pointer.appending(string())
      if names.updateValue(offset, forKey: member) != nil { repeated.append((member, offset)) }
      skipSpace()
      position += 1
      value(at: member)
      if byte == UInt8(ascii: ",") { position += 1 }
      skipSpace()
    }
    position += 1
  }

  private mutating func elements(of pointer: JSONPointer) {
    position += 1
    skipSpace()
    var index = 0
    while let byte, byte != UInt8(ascii: "]") {
      value(at: pointer.appending(index))
      index += 1
      if self.byte == UInt8(ascii: ",") { position += 1 }
      skipSpace()
    }
    position += 1
  }

  /// Passes a string and returns its text.
  private mutating func string() -> String {
    let start = position
    position += 1
    var isEscaped = false
    while let byte, byte != UInt8(ascii: "\"") {
      if byte == UInt8(ascii: "\\") { isEscaped = true }
      position += byte == UInt8(ascii: "\\") ? 2 : 1
    }
    position += 1
    guard !isEscaped else { return (try? JSON(parsing: Array(bytes[start..<position])))?.stringValue ?? "" }
    return String(decoding: bytes[(start + 1)..<(position - 1)], as: UTF8.self)
  }

  private mutating func skipSpace() {
    while let byte, byte == 0x20 || (0x09...0x0D).contains(byte) { position += 1 }
  }

  private static let ends: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0D, 0x2C, 0x5D, 0x7D]
}
