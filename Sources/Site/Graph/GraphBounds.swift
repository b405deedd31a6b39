/// The part of the canvas that a picture shows.
struct GraphBounds: Sendable, Hashable {
  private(set) var left = Int.max
  private(set) var top = Int.max
  private(set) var right = Int.min
  private(set) var bottom = Int.min

  var isEmpty: Bool { right < left }
  var width: Int { right - left }
  var height: Int { bottom - top }

  mutating func include(x: Int, y: Int, width: Int = 0, height: Int = 0) {
    left = min(left, x)
    top = min(top, y)
    right = max(right, x + width)
    bottom = max(bottom, y + height)
  }

  mutating func grow(by margin: Int) {
    left -= margin
    top -= margin
    right += margin
    bottom += margin
  }
}
