import Foundation

@testable import Git

/// Breaks repositories.
enum Damage {
  /// The file of a loose object.
  static func file(of oid: OID, _ repository: Repository) -> String {
    "\(repository.path)objects/\(oid.hex.prefix(2))/\(oid.hex.dropFirst(2))"
  }

  static func removeObject(_ oid: OID, _ repository: Repository) throws {
    try FileManager.default.removeItem(atPath: file(of: oid, repository))
  }

  /// Changes one byte of a file, counted from its beginning, or from its end when negative.
  static func flipByte(at offset: Int, of path: String) throws {
    var bytes = try Array(Data(contentsOf: URL(fileURLWithPath: path)))
    bytes[offset < 0 ? bytes.count + offset : offset] ^= 0x55
    try write(bytes, to: path)
  }

  /// Replaces a file, which may be read-only.
  static func write(_ bytes: some Sequence<UInt8>, to path: String) throws {
    try FileManager.default.removeItem(atPath: path)
    try Data(bytes).write(to: URL(fileURLWithPath: path))
  }
}
