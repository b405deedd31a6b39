/// The values that one field of a cron expression allows.
struct CronField: Hashable {
  /// Ascending, none twice.
  let values: [Int]
  /// What the field can have at all.
  let bounds: ClosedRange<Int>

  /// Whether it allows everything.
  var isAny: Bool { values.count == bounds.count }

  /// The only value.
  var single: Int? { values.count == 1 ? values[0] : nil }

  /// The distance where it allows every so many, from the first to the last possible: `*/15`.
  var step: Int? {
    guard values.count > 1, values[0] == bounds.lowerBound else { return nil }
    let step = values[1] - values[0]
    let isEven = zip(values, values.dropFirst()).allSatisfy { $1 - $0 == step }
    return step > 1 && isEven && values[values.count - 1] + step > bounds.upperBound ? step : nil
  }

  /// Reads `*`, `?`, numbers, names, ranges, steps and lists of them; nil for what is none.
  ///
  /// - Parameter names: of the values, from the first on.
  init?(_ text: Substring, _ bounds: ClosedRange<Int>, names: [String] = []) {
    var found: Set<Int> = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      guard let values = Self.values(part, bounds, names) else { return nil }
      found.formUnion(values)
    }
    self.bounds = bounds
    values = found.sorted()
  }

  init(_ values: some Sequence<Int>, _ bounds: ClosedRange<Int>) {
    self.values = Set(values).filter(bounds.contains).sorted()
    self.bounds = bounds
  }

  private static func values(_ part: Substring, _ bounds: ClosedRange<Int>, _ names: [String]) -> [Int]? {
    let pieces = part.split(separator: "/", omittingEmptySubsequences: false)
    guard pieces.count <= 2, let range = range(pieces[0], bounds, names, isOpen: pieces.count == 2) else {
      return nil
    }
    guard pieces.count == 2 else { return Array(range) }
    guard let step = Int(pieces[1]), step > 0 else { return nil }
    return Array(stride(from: range.lowerBound, through: range.upperBound, by: step))
  }

  /// - Parameter isOpen: whether a single number is the beginning of a step (`5/15`).
  private static func range(_ text: Substring, _ bounds: ClosedRange<Int>, _ names: [String], isOpen: Bool)
    -> ClosedRange<Int>?
  {
    if text == "*" || text == "?" { return bounds }
    let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { value($0, bounds, names) }
    guard ends.count <= 2, let first = ends[0], let last = ends[ends.count - 1] else { return nil }
    if ends.count == 1, isOpen { return first...bounds.upperBound }
    return first <= last ? first...last : nil
  }

  private static func value(_ text: Substring, _ bounds: ClosedRange<Int>, _ names: [String]) -> Int? {
    if let index = names.firstIndex(where: { $0.prefix(3).lowercased() == text.lowercased() }) {
      return bounds.lowerBound + index
    }
    guard let number = Int(text), bounds.contains(number) else { return nil }
    return number
  }
}
