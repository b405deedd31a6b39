/// The headers of a commit or tag and the message behind them.
///
/// A header is `key SP value LF`; a line that begins with a space continues the value (gitformat-signature).
struct ObjectHeaders {
  /// The headers in their order.
  let fields: [(key: String, value: [UInt8])]
  /// The message, without the empty line before it.
  let message: [UInt8]
  /// The bytes of the object without the headers in `leftOut`.
  let remainder: [UInt8]

  /// Reads the content of a commit or tag object; `leftOut` names headers that ``remainder`` does not have.
  init(parsing bytes: [UInt8], leavingOut leftOut: Set<String> = []) {
    var fields: [(key: String, value: [UInt8])] = []
    var remainder: [UInt8] = []
    var index = 0
    var isLeftOut = false
    while index < bytes.count, bytes[index] != UInt8(ascii: "\n") {
      let end = bytes[index...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      let line = bytes[index..<end]
      if line.first == UInt8(ascii: " "), let last = fields.indices.last {
        fields[last].value += [UInt8(ascii: "\n")] + line.dropFirst()
      } else {
        let separator = line.firstIndex(of: UInt8(ascii: " ")) ?? line.endIndex
        let key = String(decoding: line[..<separator], as: UTF8.self)
        fields.append((key, Array(line[separator...].dropFirst())))
        isLeftOut = leftOut.contains(key)
      }
      let next = min(end + 1, bytes.count)
      if !isLeftOut { remainder += bytes[index..<next] }
      index = next
    }
    self.fields = fields
    self.remainder = remainder + bytes[index...]
    message = Array(bytes[index...].dropFirst())
  }

  /// The first value of `key`; nil when there is none.
  func first(_ key: String) -> [UInt8]? {
    fields.first { $0.key == key }?.value
  }

  /// All values of `key` as object ids; nil when one of them is none.
  func oids(_ key: String) -> [OID]? {
    var oids: [OID] = []
    for field in fields where field.key == key {
      guard let oid = OID(hex: String(decoding: field.value, as: UTF8.self)) else { return nil }
      oids.append(oid)
    }
    return oids
  }
}
