/// One line of a tree.
package struct TreeEntry: Sendable, Hashable {
  /// What an entry is.
  package enum Kind: Sendable, Hashable {
    /// A file.
    case blob
    /// A file that may be executed.
    case executable
    /// A folder.
    case tree
    /// A symbolic link; its blob is the target.
    case link
    /// A commit of another repository (submodule).
    case commit
  }

  /// The name, without a slash. Bytes that are not UTF-8 are shown as U+FFFD.
  package let name: String
  /// The object it names.
  package let oid: OID
  /// What it is.
  package let kind: Kind
}

extension TreeEntry.Kind {
  /// Reads the mode of a tree entry, as a number; nil for a mode that Git does not write.
  ///
  /// Old histories have group-writable files (100664), which Git reads as plain ones (fsck: badFilemode).
  init?(mode: UInt32) {
    switch mode {
    case 0o100644, 0o100664: self = .blob
    case 0o100755: self = .executable
    case 0o40000: self = .tree
    case 0o120000: self = .link
    case 0o160000: self = .commit
    default: return nil
    }
  }

  /// The mode as a number.
  var mode: UInt32 {
    switch self {
    case .blob: 0o100644
    case .executable: 0o100755
    case .tree: 0o40000
    case .link: 0o120000
    case .commit: 0o160000
    }
  }

  /// The mode as it stands in a tree, in octal digits without leading zeros.
  var modeText: StaticString {
    switch self {
    case .blob: "100644"
    case .executable: "100755"
    case .tree: "40000"
    case .link: "120000"
    case .commit: "160000"
    }
  }
}
