extension Fault {
  /// Reads a fault: `[METHOD ]PATH ACTION[ count=N|always][ skip=N]`, such as `POST /workflows/*/activate status:500 count=2`.
  /// Without `count` it strikes once. Nil for any other text.
  package init?(text: String) {
    var words = text.split(separator: " ").map(String.init)
    guard words.count >= 2 else { return nil }
    let method = words[0].allSatisfy { $0.isUppercase } ? words.removeFirst() : nil
    guard words.count >= 2, words[0].hasPrefix("/") || words[0] == "*", let action = Action(text: words[1])
    else { return nil }
    self.init(action, method: method, path: words[0])
    for word in words.dropFirst(2) {
      let parts = word.split(separator: "=", maxSplits: 1)
      if word == "always" {
        count = nil
      } else if parts.count == 2, let number = Int(parts[1]), number >= 0, parts[0] == "count" {
        count = number
      } else if parts.count == 2, let number = Int(parts[1]), number >= 0, parts[0] == "skip" {
        skip = number
      } else {
        return nil
      }
    }
  }
}

extension Fault.Action {
  /// Reads an action: `status:500`, `429:3` (seconds), `html`, `reset-before`, `reset-after`, `truncate:100` (bytes),
  /// `latency:250`, `jitter:50:400` (milliseconds), `shift`, `drip:10:50` (bytes, milliseconds). Nil for any other text.
  package init?(text: String) {
    let parts = text.split(separator: ":").map(String.init)
    let numbers = parts.dropFirst().compactMap { Int($0) }
    guard let name = parts.first, numbers.count == parts.count - 1, numbers.allSatisfy({ $0 >= 0 }) else {
      return nil
    }
    switch (name, numbers.count) {
    case ("status", 1) where (200...599).contains(numbers[0]): self = .status(numbers[0])
    case ("429", 1): self = .tooManyRequests(retryAfter: numbers[0])
    case ("html", 0): self = .htmlPage
    case ("reset-before", 0): self = .resetBefore
    case ("reset-after", 0): self = .resetAfter
    case ("truncate", 1): self = .truncate(after: numbers[0])
    case ("latency", 1): self = .latency(.milliseconds(numbers[0]))
    case ("jitter", 2) where numbers[0] <= numbers[1]:
      self = .jitter(least: .milliseconds(numbers[0]), most: .milliseconds(numbers[1]))
    case ("shift", 0): self = .shift
    case ("drip", 2): self = .drip(chunk: numbers[0], every: .milliseconds(numbers[1]))
    default: return nil
    }
  }
}
