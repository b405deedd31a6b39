import JSON

/// Compares a recorded body with a replayed one as REPLAY.md says: all but times and made-up ids. UUIDs that both
/// servers made are paired when they are first seen; afterwards each must stand wherever its partner stands.
struct BodyComparison {
  private var replayed: [String: String] = [:]
  private var recorded: [String: String] = [:]

  private static let ignored: Set<String> = [
    "createdAt", "updatedAt", "startedAt", "stoppedAt", "waitTill", "lastActiveAt", "jsonSizeBytes",
    "inviteAcceptUrl", "userActivatedAt", "data", "workflowData", "customData",
  ]

  /// The replayed value in place of a recorded one, in requests.
  func request(_ text: String) -> String { replayed[text] ?? text }

  func request(_ value: JSON) -> JSON {
    switch value {
    case .string(let text): .string(request(text))
    case .array(let elements): .array(elements.map { request($0) })
    case .object(let object): .object(object.mapValues { request($0) })
    default: value
    }
  }

  /// The places where the two differ.
  mutating func differences(_ left: JSON, _ right: JSON, at path: String = "") -> [String] {
    switch (left, right) {
    case (.object(let left), .object(let right)): return differences(left, right, path)
    case (.array(let left), .array(let right)):
      guard left.count == right.count else {
        return ["\(path): \(left.count) elements, here \(right.count)"]
      }
      var found: [String] = []
      for index in left.indices { found += differences(left[index], right[index], at: "\(path)/\(index)") }
      return found
    case (.string(let one), .string(let other)):
      return matches(one, other) ? [] : ["\(path): \(one), here \(other)"]
    default:
      return left == right ? [] : ["\(path): \(left.text(.compact)), here \(right.text(.compact))"]
    }
  }

  private mutating func differences(_ left: JSONObject, _ right: JSONObject, _ path: String) -> [String] {
    let missing = left.keys.filter { right[$0] == nil }.map { "\(path)/\($0): missing" }
    let added = right.keys.filter { left[$0] == nil }.map { "\(path)/\($0): added" }
    var found = missing + added
    for (key, value) in left {
      guard let other = right[key] else { continue }
      let isIgnored =
        Self.ignored.contains(key) && !(key == "data" && value.arrayValue != nil)
        || key == "id" && path.contains("workflowPublishHistory")
      if isIgnored {
        if value.isNull != other.isNull { found.append("\(path)/\(key): null or not") }
      } else {
        found += differences(value, other, at: "\(path)/\(key)")
      }
    }
    return found
  }

  private mutating func matches(_ left: String, _ right: String) -> Bool {
    if left == right { return true }
    guard isUUID(left), isUUID(right) else { return false }
    if replayed[left] == nil && recorded[right] == nil {
      replayed[left] = right
      recorded[right] = left
    }
    return replayed[left] == right
  }

  private func isUUID(_ text: String) -> Bool {
    text.utf8.count == 36 && text.split(separator: "-").map(\.count) == [8, 4, 4, 4, 12]
  }
}
