import CZlib

#if canImport(Glibc)
  import Glibc
#endif

/// An object in a pack.
struct PackEntry: Sendable {
  let oid: OID
  /// Where its header begins.
  let offset: Int
  /// How many bytes it takes, header included.
  let length: Int
  /// The CRC-32 of these bytes.
  let crc: UInt32
}

/// Collects compressed objects and stores them: as one pack with its index, or as loose objects when they are few.
///
/// What is collected moves to a temporary file piece by piece, so memory does not grow with the number of objects
/// beyond their index. Packs: gitformat-pack; no deltas.
struct PackWriter: ~Copyable {
  /// The objects so far, in the order in which they came.
  private(set) var entries: [PackEntry] = []

  private let folder: String
  private var places: [OID: Int] = [:]
  private var buffer: [UInt8]
  private var bufferStart = 0
  private var file: TemporaryFile?

  /// Up to this many objects become loose ones: a pack for each small commit would slow down every later read,
  /// since a pack is searched after the other. Git's own line is at 100 (transfer.unpackLimit), without fsync.
  private static let looseLimit = 16
  /// How much is held in memory before it moves to the file, in bytes.
  private static let bufferLimit = 1 << 20
  private static let headerLength = 12

  /// A writer into the object folder `folder`.
  init(folder: String) {
    self.folder = folder
    buffer = Self.header(count: 0)
  }

  /// True when the object is among the collected ones.
  func contains(_ oid: OID) -> Bool { places[oid] != nil }

  /// Adds an object in the form that ``encode(_:_:with:)`` made.
  mutating func add(_ oid: OID, _ encoded: [UInt8], crc: UInt32) throws(GitError) {
    if contains(oid) { return }
    places[oid] = entries.count
    entries.append(
      PackEntry(oid: oid, offset: bufferStart + buffer.count, length: encoded.count, crc: crc))
    buffer += encoded
    if buffer.count >= Self.bufferLimit { try spill() }
  }

  /// A collected object; nil when it is not among them.
  func object(_ oid: OID) throws(GitError) -> GitObject? {
    guard let place = places[oid] else { return nil }
    let bytes = try bytes(of: entries[place])
    guard let object = Self.decode(bytes) else {
      throw GitError(.corrupt, operation: "read object \(oid)", detail: "the temporary pack is damaged")
    }
    return object
  }

  /// Stores everything durably and begins anew.
  mutating func store() throws(GitError) {
    guard !entries.isEmpty else { return }
    if entries.count <= Self.looseLimit, file == nil { try storeLoose() } else { try storePack() }
    self = PackWriter(folder: folder)
  }

  private mutating func spill() throws(GitError) {
    if file == nil { file = try TemporaryFile(in: folder + "/pack", name: "pack") }
    try file?.write(buffer, at: bufferStart)
    bufferStart += buffer.count
    buffer.removeAll(keepingCapacity: true)
  }

  private func bytes(of entry: PackEntry) throws(GitError) -> [UInt8] {
    if entry.offset >= bufferStart {
      let start = entry.offset - bufferStart
      return Array(buffer[start..<(start + entry.length)])
    }
    return try file?.read(entry.length, at: entry.offset) ?? []
  }
}

extension PackWriter {
  /// Loose objects, each durable before its name appears (gitformat-loose).
  private func storeLoose() throws(GitError) {
    let deflater = Deflater()
    var folders: Set<String> = []
    for entry in entries {
      guard let object = try object(entry.oid) else { continue }
      let hex = entry.oid.hex
      let subfolder = "\(folder)/\(hex.prefix(2))"
      try SystemError.make(folder: subfolder)
      let temporary = try TemporaryFile(in: folder, name: "obj")
      let header = Array("\(object.kind.rawValue) \(object.bytes.count)\0".utf8)
      try temporary.write(deflater.compress(header, object.bytes), at: 0)
      try temporary.keepDurably(as: "\(subfolder)/\(hex.dropFirst(2))")
      folders.insert(subfolder)
    }
    for subfolder in folders { try SystemError.sync(folder: subfolder) }
    try SystemError.sync(folder: folder)
  }

  private mutating func storePack() throws(GitError) {
    try spill()
    guard let packFile = file.take() else { return }
    try packFile.write(Self.header(count: entries.count), at: 0)
    let checksum = try Self.checksum(of: packFile, length: bufferStart)
    try packFile.write(checksum.bytes, at: bufferStart)
    let base = "\(folder)/pack/pack-\(checksum.hex)"
    let indexFile = try TemporaryFile(in: folder + "/pack", name: "idx")
    try indexFile.write(PackIndex.bytes(of: entries, pack: checksum), at: 0)
    // The index makes the pack visible, so it comes last.
    try packFile.keepDurably(as: base + ".pack")
    try indexFile.keepDurably(as: base + ".idx")
    try SystemError.sync(folder: folder + "/pack")
    Leftovers.remove(in: folder + "/pack", olderThan: base + ".pack")
    Leftovers.remove(in: folder, olderThan: base + ".pack")
  }

  private static func header(count: Int) -> [UInt8] {
    Array("PACK".utf8) + bigEndian(2) + bigEndian(UInt32(count))
  }

  private static func checksum(of file: borrowing TemporaryFile, length: Int) throws(GitError) -> OID {
    let hash = SHA1()
    var position = 0
    while position < length {
      let piece = try file.read(min(bufferLimit, length - position), at: position)
      if piece.isEmpty { break }
      hash.update(piece)
      position += piece.count
    }
    return hash.finish()
  }
}

extension PackWriter {
  /// The form in which `bytes` stand in a pack: a header with kind and size, and the compressed content.
  static func encode(_ kind: ObjectKind, _ bytes: [UInt8], with deflater: Deflater) -> (
    bytes: [UInt8], crc: UInt32
  ) {
    var size = bytes.count >> 4
    var head = [kind.packNumber << 4 | UInt8(bytes.count & 15)]
    while size > 0 {
      head[head.count - 1] |= 0x80
      head.append(UInt8(size & 0x7f))
      size >>= 7
    }
    let encoded = deflater.compress(bytes, after: head)
    return (encoded, UInt32(encoded.withUnsafeBufferPointer { crc32_z(0, $0.baseAddress, $0.count) }))
  }

  /// Reads what ``encode(_:_:with:)`` made; nil when it is damaged.
  static func decode(_ encoded: [UInt8]) -> GitObject? {
    guard let first = encoded.first, let kind = ObjectKind(packNumber: Int32(first >> 4 & 7)) else {
      return nil
    }
    var size = Int(first & 15)
    var shift = 4
    var index = 1
    var hasMore = first & 0x80 != 0
    while hasMore, index < encoded.count, shift < 60 {
      size |= Int(encoded[index] & 0x7f) << shift
      hasMore = encoded[index] & 0x80 != 0
      shift += 7
      index += 1
    }
    let bytes = encoded.withUnsafeBytes {
      Inflater.inflate(UnsafeRawBufferPointer(rebasing: $0[index...]), count: size)
    }
    return bytes.map { GitObject(kind: kind, bytes: $0) }
  }
}

/// The four bytes of `value`, most significant first.
func bigEndian(_ value: UInt32) -> [UInt8] {
  [UInt8(value >> 24), UInt8(value >> 16 & 255), UInt8(value >> 8 & 255), UInt8(value & 255)]
}
