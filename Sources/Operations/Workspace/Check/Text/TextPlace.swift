/// A place in a text: line and column in characters (Unicode scalars), both counted from 1.
package struct TextPlace: Sendable, Hashable {
  package let line: Int
  package let column: Int

  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  /// The place of an offset in bytes. A line ends at LF, CR LF or CR; a byte order mark is not counted.
  init(offset: Int, in bytes: [UInt8]) {
    var (line, start) = (1, bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0)
    for (position, byte) in bytes.prefix(offset).enumerated() {
      let isCarriage = byte == 0x0D && !(position + 1 < bytes.count && bytes[position + 1] == 0x0A)
      if byte == 0x0A || isCarriage { (line, start) = (line + 1, position + 1) }
    }
    let before = offset > start ? bytes[start..<offset] : []
    self.line = line
    column = 1 + before.count { $0 & 0xC0 != 0x80 }
  }
}
