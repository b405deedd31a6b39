/// An element and how often an equal one stood before it: n8n runs a target once for each edge.
struct Counted<Element: Hashable>: Hashable {
  let element: Element
  let count: Int

  static func counting(_ elements: [Element]) -> [Counted] {
    var seen: [Element: Int] = [:]
    return elements.map { element in
      let count = seen[element, default: 0]
      seen[element] = count + 1
      return Counted(element: element, count: count)
    }
  }
}
