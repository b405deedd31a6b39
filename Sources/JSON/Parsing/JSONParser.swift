/// Reads one JSON text. Nesting is kept on stacks of its own, never on the call stack.
struct JSONParser: ~Copyable {
  let bytes: UnsafeBufferPointer<UInt8>
  let limits: JSONLimits
  var position = 0
  private var valuesLeft: Int
  private var frames: [Frame] = []
  private var elements: [JSON] = []
  private var members: [JSONMember] = []

  /// An array or object that is being read, and where its content starts in `elements` or `members`.
  private struct Frame {
    let isArray: Bool
    let start: Int
  }

  init(_ bytes: UnsafeBufferPointer<UInt8>, limits: JSONLimits) {
    self.bytes = bytes
    self.limits = limits
    valuesLeft = limits.maxValues
  }

  /// The value of the whole text.
  mutating func parse() throws(JSONError) -> JSON {
    guard bytes.count <= limits.maxBytes else { throw failure(.tooLarge(limit: limits.maxBytes), at: 0) }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    while true {
      guard var value = try begin() else { continue }
      while true {
        guard let frame = frames.last else {
          skipSpace()
          guard position == bytes.count else { throw failure(.trailingContent) }
          return value
        }
        guard let closed = try attach(value, to: frame) else { break }
        value = closed
      }
    }
  }

  /// Reads a value that is no container or empty; nil where it opened a container whose first value is next.
  private mutating func begin() throws(JSONError) -> JSON? {
    skipSpace()
    guard position < bytes.count else { throw failure(.unexpectedEnd(expected: "a value")) }
    guard valuesLeft > 0 else { throw failure(.tooManyValues(limit: limits.maxValues)) }
    valuesLeft -= 1
    switch bytes[position] {
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(try number())
    case UInt8(ascii: "{"): return try openObject()
    case UInt8(ascii: "["): return try openArray()
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: throw failure(.unexpected(expected: "a value"))
    }
  }

  private mutating func openObject() throws(JSONError) -> JSON? {
    try descend()
    skipSpace()
    if take(UInt8(ascii: "}")) { return .object(JSONObject()) }
    frames.append(Frame(isArray: false, start: members.count))
    try key(expected: "a member name or \"}\"")
    return nil
  }

  private mutating func openArray() throws(JSONError) -> JSON? {
    try descend()
    skipSpace()
    if take(UInt8(ascii: "]")) { return .array([]) }
    frames.append(Frame(isArray: true, start: elements.count))
    return nil
  }

  private mutating func descend() throws(JSONError) {
    guard frames.count < limits.maxDepth else { throw failure(.tooDeep(limit: limits.maxDepth)) }
    position += 1
  }

  /// Adds a value to the innermost container; gives the container where it ends there.
  private mutating func attach(_ value: consuming JSON, to frame: Frame) throws(JSONError) -> JSON? {
    if frame.isArray {
      elements.append(value)
      skipSpace()
      if take(UInt8(ascii: ",")) { return nil }
      guard take(UInt8(ascii: "]")) else { throw expected("\",\" or \"]\"") }
      return closeArray(frame)
    }
    members[members.count - 1].value = value
    skipSpace()
    if take(UInt8(ascii: ",")) {
      skipSpace()
      try key(expected: "a member name")
      return nil
    }
    guard take(UInt8(ascii: "}")) else { throw expected("\",\" or \"}\"") }
    return closeObject(frame)
  }

  private mutating func closeArray(_ frame: Frame) -> JSON {
    frames.removeLast()
    let array = Array(elements[frame.start...])
    elements.removeSubrange(frame.start...)
    return .array(array)
  }

  private mutating func closeObject(_ frame: Frame) -> JSON {
    frames.removeLast()
    let object = JSONObject(parsed: Array(members[frame.start...]))
    members.removeSubrange(frame.start...)
    return .object(object)
  }

  /// Reads a member name and its colon.
  private mutating func key(expected name: String) throws(JSONError) {
    guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else { throw expected(name) }
    members.append(JSONMember(key: try string(), value: .null))
    skipSpace()
    guard take(UInt8(ascii: ":")) else { throw expected("\":\"") }
  }

  private mutating func word(_ text: StaticString, _ value: JSON) throws(JSONError) -> JSON {
    for place in 0..<text.utf8CodeUnitCount {
      guard position < bytes.count else { throw failure(.unexpectedEnd(expected: "\"\(text)\"")) }
      guard bytes[position] == text.utf8Start[place] else { throw failure(.unexpected(expected: "a value")) }
      position += 1
    }
    return value
  }

  /// RFC 8259, section 6: `[ "-" ] int [ frac ] [ exp ]`.
  private mutating func number() throws(JSONError) -> JSONNumber {
    let start = position
    _ = take(UInt8(ascii: "-"))
    if take(UInt8(ascii: "0")) {
      guard digits() == 0 else { throw failure(.invalidNumber, at: start) }
    } else {
      guard digits() > 0 else { throw failure(.invalidNumber, at: start) }
    }
    if take(UInt8(ascii: ".")) {
      guard digits() > 0 else { throw failure(.invalidNumber, at: start) }
    }
    if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
      if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
      guard digits() > 0 else { throw failure(.invalidNumber, at: start) }
    }
    let text = UnsafeBufferPointer(rebasing: bytes[start..<position])
    return JSONNumber(verified: String(decoding: text, as: UTF8.self))
  }

  private mutating func digits() -> Int {
    let start = position
    while position < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[position]) {
      position += 1
    }
    return position - start
  }

  private mutating func skipSpace() {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x0A, 0x0D, 0x09: position += 1
      default: return
      }
    }
  }

  /// Steps over `byte` where it comes next.
  mutating func take(_ byte: UInt8) -> Bool {
    guard position < bytes.count, bytes[position] == byte else { return false }
    position += 1
    return true
  }

  private borrowing func expected(_ what: String) -> JSONError {
    failure(position < bytes.count ? .unexpected(expected: what) : .unexpectedEnd(expected: what))
  }
}
