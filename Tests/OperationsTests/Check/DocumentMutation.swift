import Governance
import JSON

/// A valid document changed in one place, so that it may be wrong.
struct DocumentMutation {
  /// What was done.
  enum Kind: Hashable {
    case dropped, retyped, nullified, unknownMember, renamed, text, number
    /// Text in place of a time, a record's id or a secret reference.
    case form
  }

  let kind: Kind
  let pointer: JSONPointer
  let document: JSON

  /// Every mutation there is, so that no seed is needed.
  static func all(of document: JSON) -> [DocumentMutation] {
    places(in: document, at: JSONPointer()).flatMap { pointer, value in
      replacements(for: value).map { replaced(document, pointer, by: $1, $0) }
        + additions(to: value, at: pointer).map { replaced(document, $0, by: 1, .unknownMember) }
        + renamings(in: value).map { replaced(document, pointer, by: .object($0), .renamed) }
        + dropped(document, pointer)
    }
  }

  private static func places(in json: JSON, at pointer: JSONPointer) -> [(JSONPointer, JSON)] {
    var result = [(pointer, json)]
    for (index, element) in (json.arrayValue ?? []).enumerated() {
      result += places(in: element, at: pointer.appending(index))
    }
    for (key, value) in json.objectValue ?? [:] { result += places(in: value, at: pointer.appending(key)) }
    return result
  }

  private static func replacements(for value: JSON) -> [(Kind, JSON)] {
    let kinds: [JSON] = [true, 1, "x", [], [:], [1], ["x"]]
    let others =
      kinds.filter { $0.kindName != value.kindName }.map { (Kind.retyped, $0) } + [(.nullified, .null)]
    switch value {
    case .string(let text):
      let isFormed = Instant(text) != nil || RecordID(text) != nil || SecretReference(text) != nil
      let texts = [
        "", "Not a slug", "-a", "con", "2026-02-30T00:00:00.000Z", "2026-02-29T00:00:00.000Z", "env:",
        "systemd:..", "é", "MEDIUM", "low",
      ]
      return others + texts.map { (isFormed ? .form : .text, .string($0)) }
    case .number:
      return others + [(.number, -1), (.number, 1.5), (.number, 1e30), (.number, 0), (.number, 2.0)]
    case .null, .bool, .array, .object: return others
    }
  }

  private static func additions(to value: JSON, at pointer: JSONPointer) -> [JSONPointer] {
    value.objectValue == nil ? [] : [pointer.appending("unknown"), pointer.appending("")]
  }

  /// The object with each of its members under a name that is no slug.
  private static func renamings(in value: JSON) -> [JSONObject] {
    guard let object = value.objectValue else { return [] }
    return object.keys.map { renamed in
      JSONObject(object.map { ($0.key == renamed ? "Not a slug" : $0.key, $0.value) })
    }
  }

  private static func replaced(_ document: JSON, _ pointer: JSONPointer, by value: JSON, _ kind: Kind)
    -> DocumentMutation
  {
    var copy = document
    copy.set(value, at: pointer)
    return DocumentMutation(kind: kind, pointer: pointer, document: copy)
  }

  private static func dropped(_ document: JSON, _ pointer: JSONPointer) -> [DocumentMutation] {
    var copy = document
    guard copy.removeValue(at: pointer) != nil else { return [] }
    return [DocumentMutation(kind: .dropped, pointer: pointer, document: copy)]
  }
}
