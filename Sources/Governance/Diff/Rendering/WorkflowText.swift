import JSON

/// A workflow as lines that a person can read and a line diff can compare: what `git diff` shows of a workflow file.
///
/// Each fact stands in a line of its own, code line by line, members of objects sorted by their names. What n8n rewrites
/// by itself is left out, as for the content hash: ids, versions, labels, parameters at their default. Positions are as
/// they are stored, since the order in which nodes run goes by them. Control characters are written as escapes.
///
/// An unpublished draft follows what runs, see ``draft(_:beside:)``.
package struct WorkflowText {
  private let policy: NormalizationPolicy
  var lines: [String] = []

  private init(policy: NormalizationPolicy) { self.policy = policy }

  /// The text of a file, each line with its end.
  package static func render(_ file: PortableResult, policy: NormalizationPolicy) -> String {
    var writer = WorkflowText(policy: policy)
    var running = file.workflow
    if file.isArchived { running.set(true, at: JSONPointer().appending("isArchived")) }
    writer.workflow(running)
    if let draft = file.draft { writer.draft(draft, beside: file.workflow) }
    return writer.lines.map { $0 + "\n" }.joined()
  }

  /// The lines of a portable form.
  static func lines(of portable: JSON, policy: NormalizationPolicy) -> [String] {
    var writer = WorkflowText(policy: policy)
    writer.workflow(portable)
    return writer.lines
  }

  /// The lines of a node below its name.
  static func lines(of node: WorkflowNode, policy: NormalizationPolicy) -> [String] {
    var writer = WorkflowText(policy: policy)
    writer.node(node)
    return writer.lines.dropFirst().map { String($0.dropFirst(2)) }
  }

  private mutating func workflow(_ portable: JSON) {
    line(0, "workflow", portable["name"]?.stringValue.map(Self.word) ?? "")
    (portable.objectValue ?? [:]).forEachInCanonicalOrder { key, value in
      switch key {
      case "name", "nodes", "connections", "settings": return
      case "tags":
        line(
          0, "tags", (value.arrayValue ?? []).compactMap(\.stringValue).map(Self.word).joined(separator: ", ")
        )
      default: member(0, key, value)
      }
    }
    let settings = (portable["settings"]?.objectValue ?? [:]).filter { !policy.isDefaultSetting($0, $1) }
    if !settings.isEmpty { member(0, "settings", .object(settings)) }
    for node in nodes(of: portable) { lines += [""] + node }
    let connections = connections(of: portable)
    if !connections.isEmpty { lines += ["", "connections:"] + connections }
  }

  /// The lines of each node; the first one has its name.
  func nodes(of portable: JSON) -> [[String]] {
    (portable["nodes"]?.arrayValue ?? []).map { element in
      var writer = WorkflowText(policy: policy)
      if let node = WorkflowNode(element) { writer.node(node) } else { writer.member(0, "node", element) }
      return writer.lines
    }
  }

  /// A line for each connection between nodes that exist, by source. Where an output has several targets, they stand
  /// in the order in which they run, and say it: whoever moves a node past its sibling changes lines here.
  func connections(of portable: JSON) -> [String] {
    let nodes = (portable["nodes"]?.arrayValue ?? []).compactMap(WorkflowNode.init)
    let connections = SidedConnections(
      portable.objectValue ?? [:], nodes: nodes.filter { !policy.cosmeticNodeTypes.contains($0.type) })
    let outputs = connections.outputs.sorted {
      ($0.source, $0.type, $0.index) < ($1.source, $1.type, $1.index)
    }
    return outputs.flatMap { output in
      let edges = connections.order(of: output).map(\.element)
      let isOrdered = output.type == "main" && Set(edges.map { ExactText($0.target) }).count > 1
      return edges.enumerated().map { place, edge in
        "  " + Self.words(of: edge) + (isOrdered ? " [order \(place + 1)]" : "")
      }
    }
  }

  private mutating func node(_ node: WorkflowNode) {
    line(0, "node", Self.word(node.name))
    let version = node.json["typeVersion"].map { " " + $0.text(.compact) } ?? ""
    line(1, "type", Self.word(node.type) + version)
    let place = node.position
    line(
      1, "position",
      "\(JSON.number(JSONNumber(place.x)).text(.compact)), \(JSON.number(JSONNumber(place.y)).text(.compact))"
    )
    node.json.forEachInCanonicalOrder { key, value in
      switch key {
      case "name", "id", "type", "typeVersion", "position", "parameters", "credentials": return
      default:
        if !policy.isDefaultNodeField(key, value) && !policy.isSilentNodeDefault(key, value) {
          member(1, key, value)
        }
      }
    }
    let meaning = SemanticNode(policy: policy).value(of: node)
    if let credentials = meaning["credentials"]?.objectValue, !credentials.isEmpty {
      lines.append("  credentials:")
      for (type, credential) in credentials {
        line(2, type, Self.words(ofCredential: node.credentials[type], meaning: credential))
      }
    }
    if let parameters = meaning["parameters"]?.objectValue, !parameters.isEmpty {
      member(1, "parameters", .object(parameters))
    }
  }

  /// A member and, in deeper lines, what is in it.
  mutating func member(_ depth: Int, _ key: String, _ value: JSON) {
    switch value {
    case .object(let object) where !object.isEmpty:
      line(depth, key, "")
      object.forEachInCanonicalOrder { key, value in member(depth + 1, key, value) }
    case .array(let elements) where !elements.isEmpty:
      line(depth, key, "")
      for element in elements { self.element(depth + 1, element) }
    case .string(let text): self.text(depth, key, text)
    default: line(depth, key, Self.scalar(value))
    }
  }

  private mutating func element(_ depth: Int, _ value: JSON) {
    let start = lines.count
    switch value {
    case .object(let object) where !object.isEmpty:
      object.forEachInCanonicalOrder { key, value in member(depth + 1, key, value) }
    case .array(let elements) where !elements.isEmpty:
      for element in elements { self.element(depth + 1, element) }
    case .string(let text) where text.utf8.contains(UInt8(ascii: "\n")):
      lines.append(Self.indent(depth) + "- |")
      block(depth + 1, text)
      return
    case .string(let text): lines.append(Self.indent(depth + 1) + Self.word(text))
    default: lines.append(Self.indent(depth + 1) + Self.scalar(value))
    }
    // The dash takes the place of the last two spaces before the element's first line.
    lines[start] = Self.indent(depth) + "- " + lines[start].dropFirst(2 * (depth + 1))
  }

  private mutating func text(_ depth: Int, _ key: String, _ text: String) {
    let isExpression = text.utf8.first == UInt8(ascii: "=") && text.utf8.count > 1
    let label = isExpression ? "\(key) (expression)" : key
    let content = isExpression ? String(text.dropFirst()) : text
    guard content.utf8.contains(UInt8(ascii: "\n")) else {
      line(depth, label, isExpression ? DiffText.safe(content) : Self.word(content))
      return
    }
    line(depth, label, "|")
    block(depth + 1, content)
  }

  private mutating func block(_ depth: Int, _ text: String) {
    for part in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      let line = DiffText.safe(String(decoding: part, as: UTF8.self))
      lines.append(line.isEmpty ? "" : Self.indent(depth) + line)
    }
  }

  private mutating func line(_ depth: Int, _ key: String, _ value: String) {
    lines.append(Self.indent(depth) + DiffText.safe(key) + (value.isEmpty ? ":" : ": " + value))
  }

  private static func indent(_ depth: Int) -> String { String(repeating: "  ", count: depth) }

  /// A text that stands for itself, in quotes where it would look like another kind of value.
  private static func word(_ text: String) -> String {
    let looksOdd =
      text.isEmpty || text.first?.isWhitespace == true || text.last?.isWhitespace == true
      || text.utf8.first.map { Array("\"[{|-=".utf8).contains($0) } == true
      || (try? JSON(parsing: text)) != nil
    return DiffText.safe(looksOdd ? JSON.string(text).text(.compact) : text)
  }

  /// The name; with the id where that is what counts, because no mapping translates it.
  private static func words(ofCredential credential: JSON?, meaning: JSON) -> String {
    guard let name = credential?["name"]?.stringValue else { return scalar(meaning) }
    guard let id = meaning["id"] else { return word(name) }
    return "\(word(name)) (id \(id.stringValue.map(DiffText.safe) ?? scalar(id)))"
  }

  private static func scalar(_ json: JSON) -> String { DiffText.safe(json.text(.compact)) }

  private static func words(of edge: WorkflowConnection) -> String {
    var text = word(edge.source)
    if edge.output != 0 { text += " [output \(edge.output)]" }
    text += " -> " + word(edge.target)
    if edge.input != 0 { text += " [input \(edge.input)]" }
    if edge.type != "main" || edge.inputType != "main" {
      text +=
        edge.type == edge.inputType
        ? " as \(word(edge.type))" : " as \(word(edge.type)) into \(word(edge.inputType))"
    }
    return text
  }
}
