package import JSON

/// A place on the editor's canvas, in pixels; `y` grows downwards.
package struct CanvasPosition: Sendable, Hashable {
  package var x: Double
  package var y: Double

  package init(x: Double, y: Double) {
    self.x = x
    self.y = y
  }

  /// Reads `[x, y]`; what is missing or no finite number is 0.
  package init(_ json: JSON?) {
    x = Self.coordinate(json?[0])
    y = Self.coordinate(json?[1])
  }

  private static func coordinate(_ json: JSON?) -> Double {
    guard let value = json?.doubleValue, value.isFinite else { return 0 }
    return value
  }

  /// The place where n8n's editor puts the node on its next save: coordinates above 0 go up to a multiple of 16,
  /// others to the nearest one, halves away from 0 (1738 of 1738 seen, editor recordings of 1.123.81 and 2.40.7).
  package var snapped: CanvasPosition { CanvasPosition(x: Self.snap(x), y: Self.snap(y)) }

  private static func snap(_ value: Double) -> Double {
    // Beyond this, a double has no digits behind the point left to round.
    guard abs(value) < 1e15 else { return value }
    let whole = Int(value / 16)
    let rest = value - Double(whole) * 16
    if value > 0 { return Double(rest > 0 ? whole + 1 : whole) * 16 }
    return Double(rest <= -8 ? whole - 1 : whole) * 16
  }

  /// Whether n8n runs a node here before one at `other`: top to bottom, then left to right
  /// (`executionOrder: v1`).
  package func runsBefore(_ other: CanvasPosition) -> Bool {
    y != other.y ? y < other.y : x < other.x
  }
}
