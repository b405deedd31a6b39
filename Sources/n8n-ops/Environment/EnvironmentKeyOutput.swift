import JSON
import N8N
import Operations
import Terminal

extension EnvironmentKey {
  private var words: String { purpose == .read ? "key for reading" : "key for writing" }

  var json: JSON {
    let strings = { (texts: [String]) in JSON.array(texts.map(JSON.string)) }
    return [
      "purpose": .string(purpose == .read ? "read" : "write"), "reference": .string("\(reference)"),
      "scopes": scopes.map(strings) ?? .null, "missing": review.map { strings($0.missing) } ?? .null,
      "excess": review.map { strings($0.excess) } ?? .null, "warnings": strings(warnings),
    ]
  }

  func show(on console: Console) {
    let known =
      scopes.map { "\($0.count) scopes" } ?? (problem == nil ? "scopes not told" : "not usable here")
    console.print("  \(words) (\(Console.safe("\(reference)"))): \(known)")
    for warning in warnings { console.warning("\(words): \(warning)") }
  }
}
