/// Writes a value in one format.
struct JSONWriter {
  private let format: JSONFormat
  private var output: [UInt8] = []
  private var level = 0

  init(_ format: JSONFormat) { self.format = format }

  private var isPretty: Bool { format == .pretty || format == .prettySorted }

  /// The text of all that was written.
  consuming func finish() -> [UInt8] {
    if isPretty { output.append(0x0A) }
    return output
  }

  mutating func write(_ value: JSON) {
    switch value {
    case .null: write(literal: "null")
    case .bool(let value): write(literal: value ? "true" : "false")
    case .number(let number): write(number)
    case .string(let text): write(string: text)
    case .array(let elements): write(elements)
    case .object(let object): write(object)
    }
  }

  private mutating func write(literal text: StaticString) {
    output.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  private mutating func write(_ number: JSONNumber) {
    if format == .canonical {
      output.append(contentsOf: (number.javaScript?.text ?? "null").utf8)
    } else {
      output.append(contentsOf: number.text.utf8)
    }
  }

  private mutating func write(_ elements: [JSON]) {
    output.append(UInt8(ascii: "["))
    level += 1
    for (place, element) in elements.enumerated() {
      if place > 0 { output.append(UInt8(ascii: ",")) }
      breakLine()
      write(element)
    }
    level -= 1
    if !elements.isEmpty { breakLine() }
    output.append(UInt8(ascii: "]"))
  }

  private mutating func write(_ object: JSONObject) {
    output.append(UInt8(ascii: "{"))
    level += 1
    for (place, member) in ordered(object.members).enumerated() {
      if place > 0 { output.append(UInt8(ascii: ",")) }
      breakLine()
      write(string: member.key)
      output.append(UInt8(ascii: ":"))
      if isPretty { output.append(0x20) }
      write(member.value)
    }
    level -= 1
    if !object.isEmpty { breakLine() }
    output.append(UInt8(ascii: "}"))
  }

  private func ordered(_ members: [JSONMember]) -> [JSONMember] {
    switch format {
    case .compact, .pretty: members
    case .prettySorted: members.sorted { MemberOrder.byCodePoint($0.key, $1.key) }
    case .canonical: members.sorted { MemberOrder.byCodeUnit($0.key, $1.key) }
    }
  }

  private mutating func breakLine() {
    guard isPretty else { return }
    output.append(0x0A)
    output.append(contentsOf: repeatElement(0x20, count: 2 * level))
  }

  private mutating func write(string: String) {
    output.append(UInt8(ascii: "\""))
    var string = string
    string.withUTF8 { bytes in
      var place = 0
      while place < bytes.count {
        let byte = bytes[place]
        if byte == 0xF4, SurrogateMapping.isMapped(bytes, at: place) {
          place += write(mapped: bytes, at: place)
        } else {
          write(unmapped: byte)
          place += 1
        }
      }
    }
    output.append(UInt8(ascii: "\""))
  }

  /// The escapes of RFC 8785, section 3.2.2.2, which are `JSON.stringify`'s.
  private mutating func write(unmapped byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""): write(literal: "\\\"")
    case UInt8(ascii: "\\"): write(literal: "\\\\")
    case 0x08: write(literal: "\\b")
    case 0x09: write(literal: "\\t")
    case 0x0A: write(literal: "\\n")
    case 0x0C: write(literal: "\\f")
    case 0x0D: write(literal: "\\r")
    case 0..<0x20: escape(UInt32(byte))
    default: output.append(byte)
    }
  }

  /// Writes what a mapped scalar stands for, together with the next where the two are a pair; gives the number
  /// of bytes that it took.
  private mutating func write(mapped bytes: UnsafeBufferPointer<UInt8>, at place: Int) -> Int {
    let unit = SurrogateMapping.unit(bytes, at: place)
    if unit < 0xDC00, place + 4 < bytes.count, SurrogateMapping.isMapped(bytes, at: place + 4) {
      let low = SurrogateMapping.unit(bytes, at: place + 4)
      if low >= 0xDC00, let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)) {
        output.append(contentsOf: UTF8.encode(scalar) ?? .init())
        return 8
      }
    }
    escape(unit)
    return 4
  }

  private mutating func escape(_ unit: UInt32) {
    write(literal: "\\u")
    for shift in [12, 8, 4, 0] as [UInt32] {
      let digit = UInt8(unit >> shift & 0xF)
      output.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
    }
  }
}
