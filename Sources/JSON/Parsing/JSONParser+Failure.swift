extension JSONParser {
  /// An error at `offset`, or where the parser stands, with its line and column.
  @inline(never)
  func failure(_ reason: JSONError.Reason, at offset: Int? = nil) -> JSONError {
    let offset = offset ?? position
    var line = 1
    var column = 1
    var place = ByteOrderMark.length(in: bytes)
    while place < offset {
      let byte = bytes[place]
      place += 1
      if byte == 0x0A || (byte == 0x0D && !(place < bytes.count && bytes[place] == 0x0A)) {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
    return JSONError(reason: reason, line: line, column: column, offset: offset)
  }
}
