/// A value under construction. Containers hold nodes, since a nested container is filled after its parent has
/// moved on.
final class EncodingNode {
  enum Content {
    case value(JSON)
    case array([EncodingNode])
    case object([(key: String, node: EncodingNode)])
  }

  /// What was encoded; nil before anything was.
  var content: Content?

  /// The value; an empty object where nothing was encoded, as Foundation's encoder has it.
  var json: JSON {
    switch content {
    case nil: .object(JSONObject())
    case .value(let value): value
    case .array(let nodes): .array(nodes.map(\.json))
    case .object(let members): .object(JSONObject(members.lazy.map { ($0.key, $0.node.json) }))
    }
  }

  /// Makes this an array, if it is none yet.
  func openArray() {
    if case .array = content { return }
    content = .array([])
  }

  /// Makes this an object, if it is none yet.
  func openObject() {
    if case .object = content { return }
    content = .object([])
  }

  /// The number of elements of an array.
  var count: Int {
    guard case .array(let nodes) = content else { return 0 }
    return nodes.count
  }

  /// A new last element of an array.
  func appendElement() -> EncodingNode {
    let node = EncodingNode()
    guard case .array(var nodes) = content else { return node }
    content = nil
    nodes.append(node)
    content = .array(nodes)
    return node
  }

  /// A new member of an object.
  func appendMember(_ key: String) -> EncodingNode {
    let node = EncodingNode()
    guard case .object(var members) = content else { return node }
    content = nil
    members.append((key, node))
    content = .object(members)
    return node
  }

  /// The latest member `key` of an object, to be filled further.
  func existingMember(_ key: String) -> EncodingNode? {
    guard case .object(let members) = content else { return nil }
    return members.last { $0.key.hasSameScalars(as: key) }?.node
  }
}
