/// The shape of a node on the canvas, measured in n8n's editor (2.40.7): everything is in pixels at zoom 1.
extension GraphNode {
  /// What outline a node has.
  enum Shape { case card, trigger, root, circle, pill }

  /// Distance between AI inputs, and half of what stands before the first.
  private static let portStep = 48

  var shape: Shape {
    if isSubNode { return below.isEmpty ? .circle : .pill }
    if !below.isEmpty { return .root }
    return isTrigger ? .trigger : .card
  }

  var width: Int {
    switch shape {
    case .circle: 80
    case .card, .trigger: 96
    case .root where below.count == 1: 208
    case .root, .pill: 80 + Self.portStep * (max(4, below.count) - 1)
    }
  }

  /// With more than two inputs or outputs a node grows by 32 for each.
  var height: Int {
    isSubNode ? 80 : 96 + 32 * max(0, max(inputs, outputs.count) - 2)
  }

  /// Whether the name stands inside, right of the icon, instead of below.
  var hasNameInside: Bool { shape == .root || shape == .pill }

  /// Where items come out: `output` counts from 0, one that does not exist is the last.
  func outputPoint(_ output: Int) -> (x: Int, y: Int) {
    (x + width, y + share(output, of: max(1, outputs.count)))
  }

  /// Where items go in.
  func inputPoint(_ input: Int) -> (x: Int, y: Int) {
    (x, y + share(input, of: max(1, inputs)))
  }

  private func share(_ index: Int, of count: Int) -> Int {
    (min(index, count - 1) + 1) * height / (count + 1)
  }

  /// Where a sub-node hangs on.
  var topPoint: (x: Int, y: Int) { (x + width / 2, y) }

  /// Where sub-nodes of a kind hang; the middle of the lower edge for a kind that has no port.
  func portPoint(_ kind: String) -> (x: Int, y: Int) {
    guard let index = below.firstIndex(where: { $0.kind == kind }) else { return (x + width / 2, y + height) }
    return portPoint(at: index)
  }

  /// Required inputs are set from the left, the others up to the right.
  func portPoint(at index: Int) -> (x: Int, y: Int) {
    let slots = max(below.count, (width - 80) / Self.portStep + 1)
    let required = below.prefix { $0.isRequired }.count
    let slot = index < required ? index : slots - below.count + index
    return (x + 40 + Self.portStep * slot, y + height)
  }
}
