/// The four kinds of Git objects.
package enum ObjectKind: String, Sendable, Hashable {
  case commit
  case tree
  case blob
  case tag

  /// The number of the kind in a pack (gitformat-pack, "object types").
  var packNumber: UInt8 {
    switch self {
    case .commit: 1
    case .tree: 2
    case .blob: 3
    case .tag: 4
    }
  }

  init?(packNumber: Int32) {
    switch packNumber {
    case 1: self = .commit
    case 2: self = .tree
    case 3: self = .blob
    case 4: self = .tag
    default: return nil
    }
  }
}

/// An object as it is stored: its kind and its bytes.
package struct GitObject: Sendable, Hashable {
  /// What the bytes are.
  package let kind: ObjectKind
  /// The content, without the header.
  package let bytes: [UInt8]
}
