/// Which members of a value a `Decodable` type has read.
final class ReadLog {
  /// By the place of an object that was opened: the names that were read.
  private var read: [JSONPointer: Set<String>] = [:]
  /// Places whose value was taken as a whole.
  private var whole: Set<JSONPointer> = []

  /// Notes that the object at `pointer` was opened.
  func open(_ pointer: JSONPointer) { read[pointer, default: []].formUnion([]) }

  /// Notes that the member `key` of the object at `pointer` was read.
  func read(_ key: String, of pointer: JSONPointer) { read[pointer, default: []].insert(key) }

  /// Notes that everything below `pointer` was taken.
  func readAll(below pointer: JSONPointer) { whole.insert(pointer) }

  /// The members, below objects that were opened, that were not read.
  func unread(in value: JSON) -> [JSONPointer] {
    var result: [JSONPointer] = []
    collect(value, at: JSONPointer(), into: &result)
    return result
  }

  private func collect(_ value: JSON, at pointer: JSONPointer, into result: inout [JSONPointer]) {
    guard !whole.contains(pointer) else { return }
    switch value {
    case .array(let elements):
      for (index, element) in elements.enumerated() {
        collect(element, at: pointer.appending(index), into: &result)
      }
    case .object(let object):
      guard let names = read[pointer] else { return }
      for (key, member) in object {
        let place = pointer.appending(key)
        if names.contains(key) { collect(member, at: place, into: &result) } else { result.append(place) }
      }
    default: break
    }
  }
}
