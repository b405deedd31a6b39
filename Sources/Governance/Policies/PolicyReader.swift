import JSON

/// Reads a policy file member by member and remembers which were asked for, so that a misspelt one is an error
/// and not silently without effect.
struct PolicyReader {
  let policy: String
  let pointer: String
  private let object: JSONObject

  init(_ json: JSON, policy: String, pointer: String = "") throws(PolicyError) {
    guard let object = json.objectValue else {
      throw PolicyError(policy: policy, pointer: pointer, message: "must be an object")
    }
    self.policy = policy
    self.pointer = pointer
    self.object = object
  }

  /// Throws where the object has a member that is not one of `names`; `$schema` is always allowed.
  func allow(_ names: String...) throws(PolicyError) {
    for key in object.keys where key != "$schema" && !names.contains(where: { $0.isExactly(key) }) {
      throw error(key, "is unknown; known are \(names.joined(separator: ", "))")
    }
  }

  func has(_ key: String) -> Bool { object[key] != nil }

  func child(_ key: String) throws(PolicyError) -> PolicyReader {
    guard let json = object[key] else { throw error(key, "is missing") }
    return try PolicyReader(json, policy: policy, pointer: "\(pointer)/\(key)")
  }

  func int(_ key: String) throws(PolicyError) -> Int {
    guard let value = object[key]?.intValue else { throw error(key, "must be a whole number") }
    return value
  }

  func bool(_ key: String, default fallback: Bool) throws(PolicyError) -> Bool {
    guard let json = object[key] else { return fallback }
    guard let value = json.boolValue else { throw error(key, "must be true or false") }
    return value
  }

  func string(_ key: String) throws(PolicyError) -> String {
    guard let value = object[key]?.stringValue else { throw error(key, "must be a string") }
    return value
  }

  func strings(_ key: String) throws(PolicyError) -> [String] {
    guard let elements = object[key]?.arrayValue else { throw error(key, "must be an array of strings") }
    var result: [String] = []
    for element in elements {
      guard let text = element.stringValue else { throw error(key, "must be an array of strings") }
      result.append(text)
    }
    return result
  }

  /// An object of arrays: name -> values.
  func values(_ key: String) throws(PolicyError) -> NameTable<[JSON]> {
    let child = try child(key)
    var result: [(String, [JSON])] = []
    for (name, value) in child.object {
      guard let values = value.arrayValue else { throw child.error(name, "must be an array") }
      result.append((name, values))
    }
    return NameTable(result)
  }

  /// An object of anything: name -> value.
  func anyValues(_ key: String) throws(PolicyError) -> [String: JSON] {
    Dictionary(uniqueKeysWithValues: try child(key).object.map { ($0.key, $0.value) })
  }

  /// An object of arrays of strings: name -> texts.
  func texts(_ key: String) throws(PolicyError) -> [String: [String]] {
    let child = try child(key)
    var result: [String: [String]] = [:]
    for name in child.object.keys { result[name] = try child.strings(name) }
    return result
  }

  /// The elements of an array of objects.
  func children(_ key: String) throws(PolicyError) -> [PolicyReader] {
    guard let elements = object[key]?.arrayValue else { throw error(key, "must be an array of objects") }
    var result: [PolicyReader] = []
    for (index, element) in elements.enumerated() {
      result.append(try PolicyReader(element, policy: policy, pointer: "\(pointer)/\(key)/\(index)"))
    }
    return result
  }

  func error(_ key: String, _ message: String) -> PolicyError {
    PolicyError(policy: policy, pointer: "\(pointer)/\(key)", message: message)
  }
}
