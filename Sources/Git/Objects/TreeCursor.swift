/// Walks over the bytes of a tree object without making a value for each entry.
///
/// A tree is a sequence of `mode SP name NUL` and twenty bytes (gitformat-pack; `tree-walk.c`).
struct TreeCursor {
  /// The bytes of the tree.
  let bytes: [UInt8]
  /// Where the current entry begins; the end of the bytes after the last one.
  private(set) var start = 0
  /// Where the entry behind the current one begins.
  private(set) var end = 0
  /// What the current entry is.
  private(set) var kind = TreeEntry.Kind.blob
  /// Where the name of the current entry stands.
  private(set) var nameRange = 0..<0

  /// The tree that is walked, for messages.
  private let oid: OID

  /// Stands on the first entry of `bytes`, the content of the tree `oid`.
  init(_ bytes: [UInt8], of oid: OID) throws(GitError) {
    self.bytes = bytes
    self.oid = oid
    try read(at: 0)
  }

  /// True behind the last entry.
  var isAtEnd: Bool { start == bytes.count }

  /// The name of the current entry.
  var name: String { String(decoding: bytes[nameRange], as: UTF8.self) }

  /// The object of the current entry.
  var target: OID {
    bytes.withUnsafeBytes { OID(UnsafeRawBufferPointer(rebasing: $0[(nameRange.upperBound + 1)..<end])) }
  }

  /// The current entry as a value.
  var entry: TreeEntry { TreeEntry(name: name, oid: target, kind: kind) }

  /// Steps to the next entry.
  mutating func advance() throws(GitError) {
    try read(at: end)
  }

  private mutating func read(at position: Int) throws(GitError) {
    start = position
    end = position
    guard position < bytes.count else { return }
    guard let parsed = Self.parse(bytes, at: position) else {
      throw GitError(.corrupt, operation: "read tree \(oid)", detail: "it is damaged at byte \(position)")
    }
    (kind, nameRange, end) = parsed
  }

  private static func parse(_ bytes: [UInt8], at position: Int) -> (TreeEntry.Kind, Range<Int>, Int)? {
    var index = position
    var mode: UInt32 = 0
    while index < bytes.count, bytes[index] != UInt8(ascii: " ") {
      guard (UInt8(ascii: "0")...UInt8(ascii: "7")).contains(bytes[index]), index - position < 7 else {
        return nil
      }
      mode = mode << 3 | UInt32(bytes[index] - UInt8(ascii: "0"))
      index += 1
    }
    let nameStart = index + 1
    guard let kind = TreeEntry.Kind(mode: mode), nameStart < bytes.count else { return nil }
    guard let nameEnd = bytes[nameStart...].firstIndex(of: 0), nameEnd > nameStart else { return nil }
    let end = nameEnd + 1 + OID.byteCount
    guard end <= bytes.count, !bytes[nameStart..<nameEnd].contains(UInt8(ascii: "/")) else { return nil }
    return (kind, nameStart..<nameEnd, end)
  }
}

extension TreeCursor {
  /// How Git orders entries: by their bytes, a folder as if its name ended with a slash.
  static func order(
    _ left: UnsafeBufferPointer<UInt8>, isTree leftIsTree: Bool,
    _ right: UnsafeBufferPointer<UInt8>, isTree rightIsTree: Bool
  ) -> Int {
    let common = min(left.count, right.count)
    for index in 0..<common where left[index] != right[index] {
      return Int(left[index]) - Int(right[index])
    }
    let leftNext = left.count > common ? Int(left[common]) : leftIsTree ? slash : 0
    let rightNext = right.count > common ? Int(right[common]) : rightIsTree ? slash : 0
    return leftNext - rightNext
  }

  /// The order of the current entries of two cursors; zero when both name the same thing.
  func order(against other: TreeCursor) -> Int {
    bytes.withUnsafeBufferPointer { left in
      other.bytes.withUnsafeBufferPointer { right in
        Self.order(
          UnsafeBufferPointer(rebasing: left[nameRange]), isTree: kind == .tree,
          UnsafeBufferPointer(rebasing: right[other.nameRange]), isTree: other.kind == .tree)
      }
    }
  }

  /// True when the current entries of both cursors have the same kind and object.
  func hasSameTarget(as other: TreeCursor) -> Bool {
    kind == other.kind && target == other.target
  }

  /// True when the current entry is called `wanted`.
  func isNamed(_ wanted: [UInt8]) -> Bool {
    nameRange.count == wanted.count && bytes[nameRange].elementsEqual(wanted)
  }

  private static let slash = Int(UInt8(ascii: "/"))
}
