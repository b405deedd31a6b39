package import Git
package import Governance

/// Changes of a tree that are being put together, with the objects they need.
package struct LedgerEdit {
  package let objects: ObjectTransaction
  package private(set) var edits: [String: TreeEdit] = [:]

  package init(objects: ObjectTransaction) { self.objects = objects }

  package var isEmpty: Bool { edits.isEmpty }

  /// Writes a state file.
  package mutating func put<Value: StateFile>(_ value: Value, at path: String) throws(OpsError) {
    do {
      put(try StateCoding.bytes(value, at: path), at: path)
    } catch {
      throw OpsError("A state file could not be written", at: path, because: "\(error)")
    }
  }

  /// Writes bytes.
  package mutating func put(_ bytes: [UInt8], at path: String) {
    edits[path] = .file(objects.blob(bytes))
  }

  /// Makes a file have content that is in the repository already.
  package mutating func put(blob: OID, at path: String) {
    edits[path] = .file(blob)
  }

  package mutating func remove(_ path: String) {
    edits[path] = .remove
  }
}
