import JSON

@testable import Governance

/// One thing that a person does to a portable workflow, and what the diff must call it.
struct WorkflowEdit: Sendable, CustomStringConvertible {
  let description: String
  /// The edited workflow and the changes that it must show, as ``EditorLaw/words(_:)``; nil where the workflow has
  /// nothing to do it to.
  let apply: @Sendable (JSON) -> (JSON, [String])?

  static let all: [WorkflowEdit] = [
    WorkflowEdit("rename the workflow") { ($0.with("/name", "Another name"), ["LOW nameChanged"]) },
    WorkflowEdit("tag") { ($0.with("/tags", JSON.array(["zz"]).union(with: $0["tags"])), ["LOW tagAdded"]) },
    WorkflowEdit("activate or deactivate") {
      ($0.with("/active", .bool($0["active"] != true)), ["HIGH activationChanged"])
    },
    WorkflowEdit("describe") { ($0.with("/description", "Said by hand"), ["~ descriptionChanged"]) },
    WorkflowEdit("set a time zone") {
      ($0.with("/settings/timezone", "Antarctica/Troll"), ["MEDIUM settingChanged /settings/timezone"])
    },
    WorkflowEdit("spell out a setting's default") {
      ($0.with("/settings/callerPolicy", "workflowsFromSameOwner"), [])
    },
    WorkflowEdit("disable a node") { json in
      json.firstNode { !$0.isDisabled && !$0.isStickyNote }.map { index, node in
        (json.with("/nodes/\(index)/disabled", true), ["\(json.risk(of: node)) nodeDisabled \(node.name)"])
      }
    },
    WorkflowEdit("spell out a node's defaults") { json in
      json.firstNode { $0.json["disabled"] == nil && $0.json["onError"] == nil }.map { index, _ in
        (json.with("/nodes/\(index)/disabled", false).with("/nodes/\(index)/onError", "stopWorkflow"), [])
      }
    },
    WorkflowEdit("retry on failure") { json in
      json.firstNode { $0.json["retryOnFail"] == nil && !$0.isStickyNote }.map { index, node in
        (
          json.with("/nodes/\(index)/retryOnFail", true),
          ["MEDIUM nodeSettingChanged \(node.name) /retryOnFail"]
        )
      }
    },
    WorkflowEdit("write a note") { json in
      json.firstNode { !$0.isStickyNote }.map { index, node in
        (json.with("/nodes/\(index)/notes", "Look here"), ["~ noteChanged \(node.name)"])
      }
    },
    WorkflowEdit("upgrade a node") { json in
      // What a trigger's poll mode hides may count in a version that nobody knows.
      json.firstNode { !$0.isStickyNote && $0.parameters["pollTimes"] == nil }.map { index, node in
        (
          json.with("/nodes/\(index)/typeVersion", 99),
          ["\(json.risk(of: node)) nodeVersionChanged \(node.name)"]
        )
      }
    },
    WorkflowEdit("use another credential") { json in
      json.firstNode { !$0.credentials.isEmpty }.map { index, node in
        let type = node.credentials.keys[0]
        return (
          json.with("/nodes/\(index)/credentials/\(type)", ["name": "another"]),
          ["HIGH credentialChanged \(node.name) /credentials/\(type)"]
        )
      }
    },
    WorkflowEdit("change code") { json in
      json.firstNode { $0.type == "n8n-nodes-base.code" && $0.parameters["jsCode"] != nil }.map {
        index, node in
        let code = node.parameters["jsCode"]?.stringValue ?? ""
        return (
          json.with("/nodes/\(index)/parameters/jsCode", .string(code + "\n// more")),
          ["HIGH codeChanged \(node.name)"]
        )
      }
    },
    WorkflowEdit("write an expression") { json in
      json.firstNode { $0.type == "n8n-nodes-base.httpRequest" }.map { index, node in
        (
          json.with("/nodes/\(index)/parameters/url", "={{ $json.elsewhere }}"),
          ["HIGH expressionChanged \(node.name)"]
        )
      }
    },
    WorkflowEdit("change a parameter") { json in
      json.firstNode { $0.type == "n8n-nodes-base.set" && $0.parameters["somethingElse"] == nil }.map {
        index, node in
        (
          json.with("/nodes/\(index)/parameters/somethingElse", "plain"),
          ["MEDIUM parameterChanged \(node.name) /parameters/somethingElse"]
        )
      }
    },
    WorkflowEdit("write on a sticky note") { json in
      json.firstNode { $0.isStickyNote }.map { index, node in
        (
          json.with("/nodes/\(index)/parameters/content", "Rewritten"),
          ["~ parameterChanged \(node.name) /parameters/content"]
        )
      }
    },
    WorkflowEdit("add a community node") { json in
      (
        json.appendingNode([
          "name": "Brand new", "type": "n8n-nodes-unheard-of.thing", "typeVersion": 1, "position": [16, 16],
          "parameters": [:], "id": "f0f0f0f0-0000-4000-8000-000000000000",
        ]), ["HIGH nodeAdded Brand new"]
      )
    },
    WorkflowEdit("remove an unconnected node") { json in
      let connected = Set(WorkflowConnection.all(in: json["connections"]).flatMap { [$0.source, $0.target] })
      return json.firstNode { !connected.contains($0.name) && !$0.isStickyNote }.map { index, node in
        var result = json
        result.removeValue(at: JSONPointer().appending("nodes").appending(index))
        return (result, ["\(json.risk(of: node)) nodeRemoved \(node.name)"])
      }
    },
    WorkflowEdit("remove the first connection") { json in
      guard let edge = json.existingEdges.first else { return nil }
      var result = json
      let outputs = JSONPointer().appending("connections").appending(edge.source).appending(edge.type)
      guard var slot = json.value(at: outputs)?[edge.output]?.arrayValue,
        let place = slot.firstIndex(where: { $0["node"]?.stringValue == edge.target })
      else { return nil }
      slot.remove(at: place)
      result.set(.array(slot), at: outputs.appending(edge.output))
      return (result, ["HIGH connectionRemoved \(edge.source) > \(edge.target)"])
    },
    WorkflowEdit("rename a node, with all that refers to it") { json in
      json.firstNode { node in
        !node.isStickyNote && json.existingEdges.contains { $0.source == node.name }
      }.map { _, node in (json.renaming(node.name, to: "It's \"new\""), ["LOW nodeRenamed It's \"new\""]) }
    },
    WorkflowEdit("move a node that has no siblings") { json in
      let siblings = Dictionary(grouping: json.existingEdges) { [$0.source, $0.type, "\($0.output)"] }
        .values.filter { $0.count > 1 }.flatMap { $0.map(\.target) }
      return json.firstNode { !siblings.contains($0.name) }.map { index, node in
        (json.with("/nodes/\(index)/position", [-99_999, 4_096]), ["~ nodeMoved \(node.name)"])
      }
    },
    WorkflowEdit("put nodes off the grid") { json in
      guard let nodes = json["nodes"]?.arrayValue else { return nil }
      // What stands on the grid may be anywhere in the sixteen pixels that n8n rounds to it.
      let moved = nodes.map { element -> JSON in
        guard let node = WorkflowNode(element), var object = element.objectValue else { return element }
        let place = node.position.snapped
        object["position"] = [
          .number(JSONNumber(place.x > 16 ? place.x - 3 : place.x)), .number(JSONNumber(place.y)),
        ]
        return .object(object)
      }
      return (json.with("/nodes", .array(moved)), [])
    },
    WorkflowEdit("take all tags off") { json in
      let tags = json["tags"]?.arrayValue ?? []
      return tags.isEmpty ? nil : (json.with("/tags", []), tags.map { _ in "LOW tagRemoved" })
    },
    WorkflowEdit("pin test data") {
      ($0.with("/pinData", ["A node": [["json": ["a": 1]]]]), ["~ pinDataChanged"])
    },
    WorkflowEdit("frame nodes") {
      ($0.with("/nodeGroups", [["id": "g", "name": "Frame", "nodes": []]]), ["~ groupsChanged"])
    },
    WorkflowEdit("set what nobody knows yet") { ($0.with("/fromTheFuture", 1), ["HIGH fieldChanged"]) },
    WorkflowEdit("switch a node on") { json in
      json.firstNode { $0.isDisabled && !$0.isStickyNote }.map { index, node in
        (json.with("/nodes/\(index)/disabled", false), ["\(json.risk(of: node)) nodeEnabled \(node.name)"])
      }
    },
    WorkflowEdit("make another type of a node") { json in
      json.firstNode { !$0.isStickyNote && $0.parameters.isEmpty && $0.credentials.isEmpty }.map {
        index, node in
        (
          json.with("/nodes/\(index)/type", "n8n-nodes-unheard-of.thing"),
          ["HIGH nodeRetyped \(node.name)"]
        )
      }
    },
    WorkflowEdit("take a credential away") { json in
      json.firstNode { node in
        node.credentials.count == 1
          && Fixture.normalization.nodes.type(node.type)?.credentialTypes.contains(node.credentials.keys[0])
            == true
      }.map { index, node in
        var result = json
        result.removeValue(at: JSONPointer(tokens: ["nodes", "\(index)", "credentials"]))
        return (
          result, ["HIGH credentialChanged \(node.name) /credentials/\(node.credentials.keys[0])"]
        )
      }
    },
    WorkflowEdit("connect two nodes") { json in
      let names = (json["nodes"]?.arrayValue ?? []).compactMap(WorkflowNode.init).filter { !$0.isStickyNote }
        .map(\.name)
      let edges = Set(json.existingEdges.map { [$0.source, $0.target] })
      guard let source = names.first, let target = names.last(where: { !edges.contains([source, $0]) }) else {
        return nil
      }
      var outputs = json["connections"]?[source]?["main"]?.arrayValue ?? []
      if outputs.isEmpty { outputs = [[]] }
      outputs[0] = .array(
        (outputs[0].arrayValue ?? []) + [["node": .string(target), "type": "main", "index": 0]])
      var result = json
      var byType = json["connections"]?[source]?.objectValue ?? [:]
      byType["main"] = .array(outputs)
      result.set(.object(byType), at: JSONPointer().appending("connections").appending(source))
      return (result, ["HIGH connectionAdded \(source) > \(target)"])
    },
    WorkflowEdit("swap two siblings") { json in
      guard json["settings"]?["executionOrder"] == "v1" else { return nil }
      let groups = Dictionary(grouping: json.existingEdges.filter { $0.type == "main" }) {
        "\($0.source)\u{0}\($0.output)"
      }.sorted { $0.key < $1.key }.map(\.value)
      let nodes = json["nodes"]?.arrayValue ?? []
      func places(_ name: String) -> Int? { nodes.firstIndex { $0["name"]?.stringValue == name } }
      for group in groups where group.count == 2 && Set(group.map(\.target)).count == 2 {
        let pair = group.map(\.target)
        let isElsewhere = groups.contains { other in
          other.count > 1 && other != group && other.contains { pair.contains($0.target) }
        }
        guard !isElsewhere, let first = places(pair[0]), let second = places(pair[1]),
          let (here, there) = WorkflowNode(nodes[first]).flatMap({ one in
            WorkflowNode(nodes[second]).map { (one.position.snapped, $0.position.snapped) }
          }), here != there
        else { continue }
        let swapped = json.with("/nodes/\(first)/position", nodes[second]["position"] ?? .null)
          .with("/nodes/\(second)/position", nodes[first]["position"] ?? .null)
        return (
          swapped,
          ["~ nodeMoved \(pair[0])", "~ nodeMoved \(pair[1])", "HIGH connectionReordered \(group[0].source)"]
        )
      }
      return nil
    },
    WorkflowEdit("reverse the nodes") { json in
      (json.with("/nodes", .array((json["nodes"]?.arrayValue ?? []).reversed())), [])
    },
  ]

  init(_ description: String, _ apply: @escaping @Sendable (JSON) -> (JSON, [String])?) {
    self.description = description
    self.apply = apply
  }
}

extension JSON {
  fileprivate func with(_ pointer: String, _ value: JSON) -> JSON {
    var result = self
    if let pointer = try? JSONPointer(pointer) { result.set(value, at: pointer) }
    return result
  }

  fileprivate func union(with other: JSON?) -> JSON {
    .array((arrayValue ?? []) + (other?.arrayValue ?? []))
  }

  fileprivate func firstNode(_ matches: (WorkflowNode) -> Bool) -> (Int, WorkflowNode)? {
    for (index, element) in (self["nodes"]?.arrayValue ?? []).enumerated() {
      if let node = WorkflowNode(element), matches(node) { return (index, node) }
    }
    return nil
  }

  fileprivate func appendingNode(_ node: JSON) -> JSON {
    with("/nodes", .array((self["nodes"]?.arrayValue ?? []) + [node]))
  }

  fileprivate func risk(of node: WorkflowNode) -> String {
    Fixture.risk.category(of: node.type, nodes: Fixture.normalization.nodes).risk.rawValue
  }

  fileprivate var existingEdges: [WorkflowConnection] {
    let names = Set((self["nodes"]?.arrayValue ?? []).compactMap { WorkflowNode($0)?.name })
    return WorkflowConnection.all(in: self["connections"])
      .filter { names.contains($0.source) && names.contains($0.target) }
  }

  /// As n8n's editor renames: names, connections, expressions and code; the node goes last.
  fileprivate func renaming(_ name: String, to newName: String) -> JSON {
    var nodes: [JSON] = []
    var renamed: JSON?
    for element in self["nodes"]?.arrayValue ?? [] {
      var element = element.rewritingReferences { $0 == name ? newName : nil }
      guard element["name"]?.stringValue == name else {
        nodes.append(element)
        continue
      }
      element.set(.string(newName), at: JSONPointer().appending("name"))
      renamed = element
    }
    var connections = JSONObject()
    for (source, value) in self["connections"]?.objectValue ?? [:] {
      connections[source == name ? newName : source] = value.renamingTargets(name, to: newName)
    }
    return with("/nodes", .array(nodes + [renamed].compactMap { $0 })).with(
      "/connections", .object(connections))
  }

  private func renamingTargets(_ name: String, to newName: String) -> JSON {
    switch self {
    case .array(let elements): .array(elements.map { $0.renamingTargets(name, to: newName) })
    case .object(let object):
      .object(
        JSONObject(
          object.map { key, value in
            (
              key,
              key == "node" && value.stringValue == name
                ? .string(newName) : value.renamingTargets(name, to: newName)
            )
          }))
    default: self
    }
  }

  private func rewritingReferences(_ renamed: (String) -> String?) -> JSON {
    switch self {
    case .string(let text): .string(NodeReferences.rewriting(text, renamed))
    case .array(let elements): .array(elements.map { $0.rewritingReferences(renamed) })
    case .object(let object): .object(object.mapValues { $0.rewritingReferences(renamed) })
    default: self
    }
  }
}
