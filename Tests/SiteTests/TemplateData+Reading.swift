@testable import Template

/// Reads a record back.
extension TemplateData {
  struct Value {
    let kind: Kind
    let name: String
    let text: String
    /// Names of the sections around it, and which one of each it is.
    let path: [Int]
  }

  /// Everything that was set, in order; sections have no text.
  var values: [Value] {
    var result: [Value] = []
    var path: [Int] = []
    var next = 0
    var index = 0
    while index < record.count, let kind = Kind(rawValue: record[index]) {
      guard kind != .close else {
        path.removeLast()
        index += 1
        continue
      }
      let nameEnd = index + 2 + Int(record[index + 1])
      let name = String(decoding: record[(index + 2)..<nameEnd], as: UTF8.self)
      var end = nameEnd
      var text = ""
      if kind != .open && kind != .show {
        let count = (0..<4).reduce(0) { $0 | Int(record[nameEnd + $1]) << (8 * $1) }
        end = nameEnd + 4 + count
        text = String(decoding: record[(nameEnd + 4)..<end], as: UTF8.self)
      }
      result.append(Value(kind: kind, name: name, text: text, path: path))
      if kind == .open {
        next += 1
        path.append(next)
      }
      index = end
    }
    return result
  }

  var names: Set<String> { Set(values.map(\.name)) }

  /// Names that are set in a section and also around it.
  var shadowedNames: Set<String> {
    var byPlace: [String: Set<[Int]>] = [:]
    for value in values { byPlace[value.name, default: []].insert(value.path) }
    return Set(
      byPlace.filter { _, places in
        places.contains { place in
          (0..<place.count).contains { places.contains(Array(place.prefix($0))) }
        }
      }.keys)
  }
}
