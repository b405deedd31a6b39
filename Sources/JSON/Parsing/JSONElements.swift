/// Where the elements of an array stand in a JSON text, found by brackets and strings alone: for readers that know an
/// element by its bytes and need not read it.
///
/// The text is not checked. Of one that is no JSON the places mean nothing; whoever uses them has what stands at each
/// place checked, by the parser or by comparison with bytes that it has accepted.
package struct JSONElements {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0

  /// The places of the elements, without the white space around them, of the array that is the first member of the object
  /// that the text is; nil where the text does not begin like one with a first member of this name.
  package static func places(in text: [UInt8], under name: StaticString) -> [Range<Int>]? {
    text.withUnsafeBufferPointer { bytes in
      var scanner = JSONElements(bytes)
      guard scanner.enterArray(under: name) else { return nil }
      return scanner.elements()
    }
  }

  private init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// Steps behind the opening bracket of the array.
  private mutating func enterArray(under name: StaticString) -> Bool {
    guard take(UInt8(ascii: "{")), take(UInt8(ascii: "\"")) else { return false }
    let end = position + name.utf8CodeUnitCount
    guard end < bytes.count,
      bytes[position..<end].elementsEqual(
        UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
    else { return false }
    position = end
    guard bytes[position] == UInt8(ascii: "\"") else { return false }
    position += 1
    return take(UInt8(ascii: ":")) && take(UInt8(ascii: "["))
  }

  private mutating func elements() -> [Range<Int>]? {
    skipSpace()
    guard position < bytes.count else { return nil }
    if bytes[position] == UInt8(ascii: "]") { return [] }
    var places: [Range<Int>] = []
    while true {
      skipSpace()
      guard let place = element() else { return nil }
      places.append(place)
      if bytes[position] == UInt8(ascii: "]") { return places }
      position += 1
    }
  }

  /// One element, up to the comma or bracket behind it; nil where the text ends before or the element is nothing.
  private mutating func element() -> Range<Int>? {
    let start = position
    var depth = 0
    scan: while true {
      guard position < bytes.count else { return nil }
      switch bytes[position] {
      case UInt8(ascii: "\""):
        guard skipString() else { return nil }
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        depth += 1
        position += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        if depth == 0 { break scan }
        depth -= 1
        position += 1
      case UInt8(ascii: ",") where depth == 0:
        break scan
      default:
        position += 1
      }
    }
    var end = position
    while end > start, Self.isSpace(bytes[end - 1]) { end -= 1 }
    return end > start ? start..<end : nil
  }

  /// Steps from an opening quotation mark behind the closing one.
  private mutating func skipString() -> Bool {
    position += 1
    guard let base = bytes.baseAddress else { return false }
    while position < bytes.count {
      if position + 8 <= bytes.count {
        let plain = EightBytes(base + position).firstQuoteOrBackslash
        position += plain
        if plain == 8 { continue }
      }
      switch bytes[position] {
      case UInt8(ascii: "\""):
        position += 1
        return true
      case UInt8(ascii: "\\"): position += 2
      default: position += 1
      }
    }
    return false
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    skipSpace()
    guard position < bytes.count, bytes[position] == byte else { return false }
    position += 1
    return true
  }

  private mutating func skipSpace() {
    while position < bytes.count, Self.isSpace(bytes[position]) { position += 1 }
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }
}
