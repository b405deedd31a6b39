internal import JSON

/// One node of a graph with what is needed to draw it.
package struct GraphNode: Sendable, Hashable {
  /// Number from 1 in the order of the workflow; the page's anchor is `node-` and this.
  package internal(set) var number: Int
  package let name: String
  /// The type as n8n writes it: `n8n-nodes-base.httpRequest`.
  package let type: String
  let kind: NodeKind
  /// What it does, as n8n's grey line says: `sendMessage: message`.
  package let operation: String?
  package let isDisabled: Bool
  package let isTrigger: Bool
  let icon: NodeIcon
  /// Top left corner on the canvas.
  let x: Int
  let y: Int
  let parameters: JSON?
  /// Names of the credentials it uses, with their types.
  let credentials: [String]
  let typeVersion: Double
  /// The version as the JSON writes it.
  let typeVersionText: String
  let hasErrorOutput: Bool
  /// Filled by `GraphPorts`, which sees the connections as well.
  var inputs = 1
  /// One label each; empty where n8n shows none.
  var outputs = [""]
  var below: [GraphPort] = []
  /// Hangs below a root node and has no place in the flow of items.
  var isSubNode = false
}

extension GraphNode {
  /// The type for people: `HTTP Request`.
  package var typeTitle: String { kind.title }

  /// - Parameter kinds: what is known of types already; the same few come again and again.
  init(_ value: JSON, number: Int, kinds: inout [String: NodeKind]) {
    let type = value["type"]?.stringValue ?? ""
    let kind = kinds[type] ?? NodeKind(type: type)
    kinds[type] = kind
    self.number = number
    self.name = value["name"]?.stringValue ?? "(no name)"
    self.type = type
    self.kind = kind
    self.parameters = value["parameters"]
    self.credentials = Self.credentials(value["credentials"])
    self.operation = Self.operation(value["parameters"])
    self.isDisabled = value["disabled"]?.boolValue ?? false
    self.isTrigger = kind.isTrigger
    self.icon = NodeIcon(kind)
    (self.typeVersion, self.typeVersionText) = Self.version(value["typeVersion"])
    self.hasErrorOutput = value["onError"]?.stringValue == "continueErrorOutput"
    (self.x, self.y) = CanvasPoint.read(value["position"], fallback: number)
  }

  /// 1 where there is none, as n8n takes it.
  private static func version(_ value: JSON?) -> (Double, String) {
    guard case .number(let number)? = value else { return (1, "1") }
    return (number.double, number.text.boundedPrefix(12))
  }

  /// n8n's `{type: {id, name}}`, its old `{type: name}`, and the portable `{type: {name}}`.
  private static func credentials(_ value: JSON?) -> [String] {
    (value?.objectValue ?? [:]).map { type, credential in
      let name = credential["name"]?.stringValue ?? credential.stringValue ?? "no name"
      return "\(name.boundedPrefix(120)) (\(type.boundedPrefix(60)))"
    }
  }

  /// The parameters at their defaults are not stored, so this says less than n8n does.
  private static func operation(_ parameters: JSON?) -> String? {
    func plain(_ key: String) -> String? {
      guard let text = parameters?[key]?.stringValue, !text.isEmpty, !text.hasPrefix("=") else { return nil }
      return text.utf8.count <= 60 ? text : nil
    }
    if let operation = plain("operation") {
      return plain("resource").map { "\(operation): \($0)" } ?? operation
    }
    return plain("resource") ?? plain("method") ?? plain("httpMethod") ?? plain("mode")
  }
}

/// Where something stands on n8n's canvas, in pixels at zoom 1.
enum CanvasPoint {
  /// No coordinate is larger: the picture would be empty.
  static let limit = 100_000.0

  /// Reads `[x, y]`. What is unreadable stands in a row below everything else.
  static func read(_ position: JSON?, fallback: Int) -> (x: Int, y: Int) {
    let x = position?[0] ?? position?["x"]
    let y = position?[1] ?? position?["y"]
    guard let x = x?.doubleValue, let y = y?.doubleValue, x.isFinite, y.isFinite else {
      return (fallback % 20 * 208, fallback / 20 * 208)
    }
    return (bounded(x), bounded(y))
  }

  static func bounded(_ value: Double) -> Int {
    Int(min(max(value, -limit), limit).rounded())
  }
}
