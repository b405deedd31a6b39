/// A place in a text: line and column in characters (Unicode scalars), both counted from 1.
package struct TextPlace: Sendable, Hashable {
  package let line: Int
  package let column: Int

  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}

/// Where the lines of a text begin. A line ends at LF, CR LF or CR; a byte order mark is not counted.
struct LineTable {
  private let bytes: [UInt8]
  private let starts: [Int]

  init(_ bytes: [UInt8]) {
    var starts = [bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0]
    for (position, byte) in bytes.enumerated() {
      let isCarriage = byte == 0x0D && !(position + 1 < bytes.count && bytes[position + 1] == 0x0A)
      if byte == 0x0A || isCarriage { starts.append(position + 1) }
    }
    self.bytes = bytes
    self.starts = starts
  }

  /// The place of an offset in bytes.
  func place(of offset: Int) -> TextPlace {
    var (low, high) = (0, starts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    let before = offset > starts[low] ? bytes[starts[low]..<offset] : []
    return TextPlace(line: low + 1, column: 1 + before.count { $0 & 0xC0 != 0x80 })
  }
}
