internal import JSON

/// A sticky note.
struct GraphNote: Sendable, Hashable {
  static let type = "n8n-nodes-base.stickyNote"
  /// Bytes of text beyond which a note is shortened; it would be clipped anyway.
  static let textLimit = 8192

  let text: String
  let x: Int
  let y: Int
  let width: Int
  let height: Int
  /// 1 to 7, n8n's numbers.
  let colour: Int

  init(_ value: JSON) {
    let parameters = value["parameters"]
    self.text = parameters?["content"]?.stringValue ?? ""
    // n8n's defaults for a note without a size.
    self.width = Self.side(parameters?["width"]) ?? 240
    self.height = Self.side(parameters?["height"]) ?? 160
    let colour = parameters?["color"]?.intValue ?? Int(parameters?["color"]?.stringValue ?? "") ?? 1
    self.colour = (1...7).contains(colour) ? colour : 1
    (self.x, self.y) = CanvasPoint.read(value["position"], fallback: 0)
  }

  private static func side(_ value: JSON?) -> Int? {
    guard let side = value?.doubleValue, side.isFinite else { return nil }
    return max(16, min(20_000, Int(side.rounded())))
  }
}
