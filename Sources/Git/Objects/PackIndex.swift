/// The index of a pack, version 2 (gitformat-pack, "version 2 pack-*.idx files").
enum PackIndex {
  /// The bytes of the index of the pack with the checksum `pack`.
  static func bytes(of entries: [PackEntry], pack: OID) -> [UInt8] {
    let sorted = entries.sorted { $0.oid < $1.oid }
    var bytes: [UInt8] = [0xff, 0x74, 0x4f, 0x63] + bigEndian(2)
    bytes.reserveCapacity(8 + 1024 + sorted.count * 28 + 40)
    bytes += fanOut(sorted)
    for entry in sorted { entry.oid.withBytes { bytes += $0 } }
    for entry in sorted { bytes += bigEndian(entry.crc) }
    bytes += offsets(sorted)
    bytes += pack.bytes
    let hash = SHA1()
    hash.update(bytes)
    return bytes + hash.finish().bytes
  }

  /// For each first byte of an id the number of objects up to and with it.
  private static func fanOut(_ sorted: [PackEntry]) -> [UInt8] {
    var counts = [UInt32](repeating: 0, count: 256)
    for entry in sorted { counts[entry.oid.firstByte] += 1 }
    var total: UInt32 = 0
    return counts.flatMap { count in
      total += count
      return bigEndian(total)
    }
  }

  /// Offsets of 31 bits; what does not fit stands in a second table of 64 bits.
  private static func offsets(_ sorted: [PackEntry]) -> [UInt8] {
    var small: [UInt8] = []
    var large: [UInt8] = []
    for entry in sorted {
      if let offset = Int32(exactly: entry.offset) {
        small += bigEndian(UInt32(offset))
      } else {
        small += bigEndian(0x8000_0000 | UInt32(large.count / 8))
        large += bigEndian(UInt32(entry.offset >> 32)) + bigEndian(UInt32(entry.offset & 0xffff_ffff))
      }
    }
    return small + large
  }
}
