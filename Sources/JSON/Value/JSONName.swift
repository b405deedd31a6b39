/// Member names as the parser meets them.
package enum JSONName {
  /// As ``tag(of:)-(UnsafeBufferPointer<UInt8>)``.
  package static func tag(of name: String) -> UInt64 { name.withScalars { tag(of: $0) } }

  /// A number that is the same for equal names and rarely so for others; not a defence against made
  /// collisions.
  @inline(__always)
  static func tag(of name: UnsafeBufferPointer<UInt8>) -> UInt64 {
    guard let base = name.baseAddress else { return 0 }
    let count = name.count
    var tag = UInt64(truncatingIfNeeded: count)
    if count >= 8 {
      let raw = UnsafeRawPointer(base)
      tag ^= raw.loadUnaligned(as: UInt64.self)
      tag = tag &* 0x9E37_79B9_7F4A_7C15 ^ raw.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self)
    } else {
      for byte in name { tag = tag << 8 ^ UInt64(byte) }
    }
    return tag
  }

  /// Whether two of the names with these tags may be equal. Of more names than an object scans it is not
  /// known.
  @inline(__always)
  static func mayRepeat(_ tags: UnsafeBufferPointer<UInt64>) -> Bool {
    guard tags.count <= JSONObjectIndex.largestScan else { return true }
    for place in tags.indices.dropFirst() {
      let tag = tags[place]
      for earlier in 0..<place where tags[earlier] == tag { return true }
    }
    return false
  }
}
