/// Reads one JSON text. Nesting is kept on stacks of its own, never on the call stack.
struct JSONParser: ~Copyable {
  let bytes: UnsafeBufferPointer<UInt8>
  private let limits: JSONLimits
  /// The offset of the next byte.
  var position = 0
  /// Content of the string that is being read, where it cannot be taken from `bytes` as it stands.
  var scratch = ByteBuffer(capacity: 1024)
  private var valuesLeft: Int
  private var frames = MoveStack<Frame>(capacity: 32)
  private var elements = MoveStack<JSON>(capacity: 256)
  private var members = MoveStack<JSONMember>(capacity: 256)
  /// A ``JSONName/tag(of:)`` for each of `members`.
  private var tags = MoveStack<UInt64>(capacity: 256)

  /// An array or object that is being read, and where its content starts in `elements` or `members`.
  struct Frame {
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
    position = ByteOrderMark.length(in: bytes)
    while true {
      guard let value = try begin() else { continue }
      guard let whole = try finish(value) else { continue }
      skipSpace()
      guard position == bytes.count else { throw failure(.trailingContent) }
      return whole
    }
  }

  /// Reads a value that is empty or no container; nil where it opened a container whose first value is next.
  @inline(__always)
  private mutating func begin() throws(JSONError) -> JSON? {
    skipSpace()
    guard position < bytes.count else { throw failure(.unexpectedEnd(expected: "a value")) }
    guard valuesLeft > 0 else { throw failure(.tooManyValues(limit: limits.maxValues)) }
    valuesLeft -= 1
    switch bytes[position] {
    case UInt8(ascii: "\""):
      position += 1
      return .string(String(decoding: try string(), as: UTF8.self))
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(try number())
    case UInt8(ascii: "{"): return try openObject()
    case UInt8(ascii: "["): return try openArray()
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: throw failure(.unexpected(expected: "a value"))
    }
  }

  /// Puts a value where it belongs, and each container that ends with it; nil where another value has to
  /// come.
  @inline(__always)
  private mutating func finish(_ value: consuming JSON) throws(JSONError) -> JSON? {
    var value = value
    while frames.count > 0 {
      let frame = frames.top
      if frame.isArray {
        elements.push(value)
        guard try arrayEnds() else { return nil }
        value = .array(elements.pop(from: frame.start))
      } else {
        members.top.value = value
        guard try objectEnds() else { return nil }
        value = .object(closeObject(from: frame.start))
      }
      frames.drop(from: frames.count - 1)
    }
    return value
  }

  private mutating func openObject() throws(JSONError) -> JSON? {
    try descend()
    if take(UInt8(ascii: "}")) { return .object(JSONObject()) }
    frames.push(Frame(isArray: false, start: members.count))
    try name(expected: "a member name or \"}\"")
    return nil
  }

  private mutating func openArray() throws(JSONError) -> JSON? {
    try descend()
    if take(UInt8(ascii: "]")) { return .array([]) }
    frames.push(Frame(isArray: true, start: elements.count))
    return nil
  }

  /// Steps over an opening bracket and the space behind it.
  private mutating func descend() throws(JSONError) {
    guard frames.count < limits.maxDepth else { throw failure(.tooDeep(limit: limits.maxDepth)) }
    position += 1
    skipSpace()
  }

  /// Steps over what follows an element.
  @inline(__always)
  private mutating func arrayEnds() throws(JSONError) -> Bool {
    skipSpace()
    if take(UInt8(ascii: ",")) { return false }
    guard take(UInt8(ascii: "]")) else { throw missing("\",\" or \"]\"") }
    return true
  }

  /// Steps over what follows a member: also the next name, where there is one.
  @inline(__always)
  private mutating func objectEnds() throws(JSONError) -> Bool {
    skipSpace()
    if take(UInt8(ascii: ",")) {
      skipSpace()
      try name(expected: "a member name")
      return false
    }
    guard take(UInt8(ascii: "}")) else { throw missing("\",\" or \"}\"") }
    return true
  }

  private mutating func closeObject(from start: Int) -> JSONObject {
    let repeats = tags.withElements(from: start) { JSONName.mayRepeat($0) }
    tags.drop(from: start)
    let content = members.pop(from: start)
    return repeats ? JSONObject(parsed: content) : JSONObject(few: content)
  }

  /// Reads a member name and its colon.
  private mutating func name(expected: StaticString) throws(JSONError) {
    guard take(UInt8(ascii: "\"")) else { throw missing(expected) }
    let name = try string()
    tags.push(JSONName.tag(of: name))
    members.push(JSONMember(key: String(decoding: name, as: UTF8.self), value: .null))
    skipSpace()
    guard take(UInt8(ascii: ":")) else { throw missing("\":\"") }
  }

  private mutating func word(_ text: StaticString, _ value: JSON) throws(JSONError) -> JSON {
    for place in 0..<text.utf8CodeUnitCount {
      guard position < bytes.count else { throw failure(.unexpectedEnd(expected: "\"\(text)\"")) }
      guard bytes[position] == text.utf8Start[place] else { throw failure(.unexpected(expected: "a value")) }
      position += 1
    }
    return value
  }

  /// Steps over space.
  @inline(__always)
  private mutating func skipSpace() {
    while position < bytes.count {
      let byte = bytes[position]
      guard byte <= 0x20, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return }
      position += 1
    }
  }

  /// Steps over `byte` where it comes next.
  @inline(__always)
  mutating func take(_ byte: UInt8) -> Bool {
    guard position < bytes.count, bytes[position] == byte else { return false }
    position += 1
    return true
  }

  private func missing(_ expected: StaticString) -> JSONError {
    let expected = expected.description
    return failure(
      position < bytes.count ? .unexpected(expected: expected) : .unexpectedEnd(expected: expected))
  }
}
