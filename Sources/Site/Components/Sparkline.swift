internal import Template

/// The course of a number as a small line; decoration only, the number itself stands beside it.
struct Sparkline {
  private static let width = 120
  private static let height = 32
  /// More points than this would not be seen.
  private static let pointLimit = 120
  private let values: [Double]

  init(_ values: [Double]) {
    self.values = values.suffix(Self.pointLimit).filter(\.isFinite)
  }

  /// Empty for less than two values.
  func svg() -> TrustedHTML {
    guard values.count > 1, let low = values.min(), let high = values.max() else { return .empty }
    var writer = MarkupWriter(capacity: 160 + values.count * 8)
    writer.markup("<svg class=\"spark\" viewBox=\"0 0 120 32\" aria-hidden=\"true\"><path d=\"")
    for (index, value) in values.enumerated() {
      writer.markup(index == 0 ? "M" : " ")
      let share = high > low ? (value - low) / (high - low) : 0.5
      writer.point(index * Self.width / (values.count - 1), Self.height - 3 - Int((share * 26).rounded()))
    }
    writer.markup("\"/></svg>")
    return writer.finish()
  }
}
