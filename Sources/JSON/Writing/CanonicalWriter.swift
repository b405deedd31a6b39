/// Writes the canonical form of RFC 8785 piece by piece, so that a value need not be built in order to be written.
///
/// The caller writes members in ``JSONObject/forEachInCanonicalOrder(_:)``'s order. What was written can be taken back.
package struct CanonicalWriter: ~Copyable {
  private var writer = JSONWriter(.canonical)

  package init() {}

  /// The number of bytes so far.
  package var count: Int { writer.output.count }

  /// Takes back what was written after the first `count` bytes.
  package mutating func truncate(to count: Int) { writer.output.truncate(to: count) }

  /// Begins an object.
  package mutating func beginObject() { writer.output.append(UInt8(ascii: "{")) }

  /// Ends an object.
  package mutating func endObject() { writer.output.append(UInt8(ascii: "}")) }

  /// Begins an array.
  package mutating func beginArray() { writer.output.append(UInt8(ascii: "[")) }

  /// Ends an array.
  package mutating func endArray() { writer.output.append(UInt8(ascii: "]")) }

  /// Separates what comes next, a member or an element, from the one before, if there is one.
  package mutating func separate() {
    let last = writer.output.bytes.last
    if last != UInt8(ascii: "{"), last != UInt8(ascii: "[") { writer.output.append(UInt8(ascii: ",")) }
  }

  /// Writes the name of a member, separated from the member before.
  package mutating func name(_ name: String) {
    separate()
    writer.write(name)
    writer.output.append(UInt8(ascii: ":"))
  }

  /// Writes a value.
  package mutating func write(_ value: JSON) { writer.write(part: value) }

  /// Writes a string.
  package mutating func write(_ text: String) { writer.write(text) }

  /// Whether the bytes in `places` are the same as those from there to the end.
  package func endsWithSame(as places: Range<Int>) -> Bool {
    let bytes = writer.output.bytes
    return bytes[places].elementsEqual(bytes[places.upperBound...])
  }

  /// Gives the bytes to `body`.
  package func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    body(UnsafeRawBufferPointer(writer.output.bytes))
  }
}

extension JSONObject {
  /// Visits the members sorted by UTF-16 code unit, as RFC 8785, section 3.2.3, orders them.
  package func forEachInCanonicalOrder(_ body: (_ key: String, _ value: JSON) -> Void) {
    guard members.count > 1 else { return members.forEach { body($0.key, $0.value) } }
    SortedMembers.withPlaces(of: members, in: .codeUnits) { places in
      for place in places { body(members[place.index].key, members[place.index].value) }
    }
  }
}
