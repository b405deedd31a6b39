import Digest

/// Ids of a managed workflow's nodes that follow from what the node is, so that they are the same in every
/// environment: UUIDs of version 5 (RFC 9562, section 5.5).
enum DerivedIdentity {
  /// The namespace of these ids, chosen once at random.
  private static let namespace: [UInt8] = [
    0x9B, 0x1C, 0x50, 0x7E, 0x3D, 0x1F, 0x4B, 0x6A, 0x8E, 0x52, 0x64, 0xC7, 0x0A, 0x2F, 0xD9, 0x33,
  ]

  /// The `webhookId` of a node. Follows the node's id where it has one, so that a rename keeps it.
  static func webhookID(workflow canonicalID: String, node: WorkflowNode) -> String {
    webhookID(workflow: canonicalID, nodeKey: node.id ?? node.name)
  }

  /// As ``webhookID(workflow:node:)``, by what tells the node from its siblings.
  static func webhookID(workflow canonicalID: String, nodeKey: String) -> String {
    uuid("webhook", canonicalID, nodeKey)
  }

  /// The `id` of a node whose portable form has none.
  static func nodeID(workflow canonicalID: String, nodeName: String) -> String {
    uuid("node", canonicalID, nodeName)
  }

  /// Whether an id is a UUID of version 5, which all of these are and n8n's own are not: quicker to see than to derive.
  static func mayBeDerived(_ id: String) -> Bool {
    let bytes = id.utf8
    return bytes.count == 36 && bytes[bytes.index(bytes.startIndex, offsetBy: 14)] == UInt8(ascii: "5")
  }

  private static func uuid(_ parts: String...) -> String {
    let name = parts.map { Array($0.utf8) }.joined(separator: [0])
    var bytes = Array(Digest.sha1(namespace + name).prefix(16))
    bytes[6] = bytes[6] & 0x0F | 0x50
    bytes[8] = bytes[8] & 0x3F | 0x80
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for (index, byte) in bytes.enumerated() {
      if [4, 6, 8, 10].contains(index) { text.append(UInt8(ascii: "-")) }
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}
