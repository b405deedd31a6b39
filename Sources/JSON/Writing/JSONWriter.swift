/// Writes a value in one format.
struct JSONWriter: ~Copyable {
  /// The text so far.
  var output = ByteBuffer(capacity: 4096)
  private let isPretty: Bool
  private let isCanonical: Bool
  private let order: MemberOrder?
  private var level = 0

  init(_ format: JSONFormat) {
    isPretty = format.isPretty
    isCanonical = format == .canonical
    order = format.order
  }

  /// Writes the value of a whole text.
  mutating func write(whole value: JSON) {
    write(value)
    if isPretty { output.append(UInt8(ascii: "\n")) }
  }

  /// Writes a value that is part of a text.
  mutating func write(part value: JSON) { write(value) }

  private mutating func write(_ value: JSON) {
    switch value {
    case .null: output.append("null")
    case .bool(true): output.append("true")
    case .bool(false): output.append("false")
    case .number(let number): write(number)
    case .string(let text): write(text)
    case .array(let elements): write(elements)
    case .object(let object): write(object.members)
    }
  }

  private mutating func write(_ number: JSONNumber) {
    number.text.withScalars { text in
      if !isCanonical || ECMAScriptNumber.isCanonical(text) { return output.append(text) }
      guard let canonical = number.javaScript?.text else { return output.append("null") }
      canonical.withScalars { output.append($0) }
    }
  }

  private mutating func write(_ elements: [JSON]) {
    guard !elements.isEmpty else { return output.append("[]") }
    output.append(UInt8(ascii: "["))
    level += 1
    var isFirst = true
    for element in elements {
      separate(&isFirst)
      write(element)
    }
    level -= 1
    breakLine()
    output.append(UInt8(ascii: "]"))
  }

  private mutating func write(_ members: [JSONMember]) {
    guard !members.isEmpty else { return output.append("{}") }
    output.append(UInt8(ascii: "{"))
    level += 1
    var isFirst = true
    if let order, members.count > 1 {
      SortedMembers.withPlaces(of: members, in: order) { places in
        for place in places { write(members[place.index], &isFirst) }
      }
    } else {
      for member in members { write(member, &isFirst) }
    }
    level -= 1
    breakLine()
    output.append(UInt8(ascii: "}"))
  }

  private mutating func write(_ member: JSONMember, _ isFirst: inout Bool) {
    separate(&isFirst)
    write(member.key)
    output.append(UInt8(ascii: ":"))
    if isPretty { output.append(UInt8(ascii: " ")) }
    write(member.value)
  }

  private mutating func separate(_ isFirst: inout Bool) {
    if !isFirst { output.append(UInt8(ascii: ",")) }
    isFirst = false
    breakLine()
  }

  private mutating func breakLine() {
    guard isPretty else { return }
    output.append(UInt8(ascii: "\n"))
    output.append(UInt8(ascii: " "), count: 2 * level)
  }
}
