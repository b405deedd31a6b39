/// Addresses in a message that whoever knows them can write to: `https://hooks.slack.com/services/...`. n8n quotes them
/// when a call fails. In a workflow such an address is known by its form; in a message it may be cut, escaped or of any
/// service, so that everything goes that stands behind the part with `hook` in it.
enum HookAddresses {
  private static let ends = ByteSet(" \t\r\n\"'`<>(){}|")
  private static let punctuation = ByteSet(",;.:]\\")
  private static let slash = UInt8(ascii: "/")

  /// The bytes that go, from left to right.
  static func ranges(in text: String) -> [Range<Int>] {
    let bytes = Array(text.utf8)
    var result: [Range<Int>] = []
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(where: ends.contains) ?? bytes.count
      if let range = secret(in: bytes, start..<end) { result.append(range) }
      start = end + 1
    }
    return result
  }

  private static func secret(in bytes: [UInt8], _ address: Range<Int>) -> Range<Int>? {
    let small = bytes[address].map { ByteSet.upper.contains($0) ? $0 | 0x20 : $0 }
    guard let hook = small.firstRange(of: "hook".utf8), isAddress(small),
      let behind = small[hook.upperBound...].firstIndex(of: slash)
    else { return nil }
    let start = address.lowerBound + behind + 1
    var end = address.upperBound
    while end > start, punctuation.contains(bytes[end - 1]) { end -= 1 }
    return end > start ? start..<end : nil
  }

  /// Whether it has a scheme (`https://`, in JSON also `https:\/\/`) or begins with the name of a host; a path does not.
  private static func isAddress(_ text: [UInt8]) -> Bool {
    text.firstRange(of: "://".utf8) != nil || text.firstRange(of: ":\\/\\/".utf8) != nil
      || text.prefix { $0 != slash }.contains(UInt8(ascii: "."))
  }
}
