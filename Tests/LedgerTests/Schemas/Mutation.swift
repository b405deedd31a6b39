import JSON

/// A file with one thing changed, as people get it wrong.
struct Mutation: Sendable {
  let what: String
  let json: JSON
  /// Whether only Swift's refusal counts: there is something that schemas are stricter about, so that editors
  /// point at it.
  var isOnlyForSwift = false

  /// One for everything that can be wrong at every place of the file; members that hold anything are left alone.
  static func all(of json: JSON) -> [Mutation] {
    var result: [Mutation] = []
    for (pointer, value, isMember) in places(in: json, JSONPointer()) {
      func add(_ what: String, onlyForSwift: Bool = false, _ change: (inout JSON) -> Void) {
        var changed = json
        change(&changed)
        result.append(Mutation(what: "\(pointer) \(what)", json: changed, isOnlyForSwift: onlyForSwift))
      }
      for other in others(than: value) {
        add("is \(other.text(.compact))") { $0.set(other, at: pointer) }
      }
      add("is null", onlyForSwift: true) { $0.set(.null, at: pointer) }
      if value.stringValue != nil {
        for text in ["", "Not a slug", "no-reference:x"] {
          add("is \"\(text)\"", onlyForSwift: true) { $0.set(.string(text), at: pointer) }
        }
      }
      guard isMember else { continue }
      add("is missing") { $0.removeValue(at: pointer) }
      add("is misspelt", onlyForSwift: true) { changed in
        changed.removeValue(at: pointer)
        var tokens = pointer.tokens
        let name = tokens.removeLast()
        let place = tokens.reduce(JSONPointer()) { $0.appending($1) }
        changed.set(value, at: place.appending("\(name) X"))
      }
    }
    return result
  }

  private static func places(in json: JSON, _ pointer: JSONPointer) -> [(JSONPointer, JSON, Bool)] {
    var result: [(JSONPointer, JSON, Bool)] = []
    for (key, value) in json.objectValue ?? JSONObject()
    where !["$schema", "document", "capabilities"].contains(key) {
      result.append((pointer.appending(key), value, true))
      result += places(in: value, pointer.appending(key))
    }
    for (index, value) in (json.arrayValue ?? []).enumerated() {
      result.append((pointer.appending(index), value, false))
      result += places(in: value, pointer.appending(index))
    }
    return result
  }

  /// Values of other kinds.
  private static func others(than value: JSON) -> [JSON] {
    switch value {
    case .string: [1, ["a"]]
    case .number: ["1", 1.5, true]
    case .bool: ["true", 0]
    case .array: [[:], "a"]
    case .object: [[], "a"]
    case .null: ["a"]
    }
  }
}
