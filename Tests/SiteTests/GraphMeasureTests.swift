import JSON
import Testing

@testable import Site

/// The measures of n8n's canvas.
@Suite struct GraphMeasureTests {
  private func node(_ type: String, parameters: JSON = [:], version: JSON = 1, extra: JSON = [:]) -> GraphNode
  {
    var node: JSON = ["name": "N", "type": .string(type), "typeVersion": version, "position": [0, 0]]
    _ = node.set(parameters, at: JSONPointer(tokens: ["parameters"]))
    for (key, value) in extra.objectValue ?? [:] { _ = node.set(value, at: JSONPointer(tokens: [key])) }
    return WorkflowGraph(workflow: ["nodes": [node]]).nodes[0]
  }

  @Test("A node is 96 by 96; with four outputs 160 high, the outputs evenly spread")
  func outputs() {
    let one = node("n8n-nodes-base.set")
    #expect(one.width == 96 && one.height == 96 && one.shape == .card)
    let two = node("n8n-nodes-base.if")
    #expect(two.outputs == ["true", "false"] && two.height == 96)
    #expect(two.outputPoint(0) == (96, 32) && two.outputPoint(1) == (96, 64))
    let four = node(
      "n8n-nodes-base.switch",
      parameters: [
        "rules": ["values": [["outputKey": "a"], ["outputKey": "b"], ["outputKey": "c"]]],
        "options": ["fallbackOutput": "extra"],
      ], version: 3.2)
    #expect(four.height == 160 && four.outputs == ["a", "b", "c", "fallback"])
  }

  @Test("A trigger has no input, a root node with three AI inputs is 224 wide, with one 208")
  func shapes() {
    let trigger = node("n8n-nodes-base.webhook")
    #expect(trigger.shape == .trigger && trigger.inputs == 0)
    let agent = node("@n8n/n8n-nodes-langchain.agent")
    #expect(
      agent.width == 224 && agent.height == 96
        && agent.below.map(\.label) == ["Chat Model", "Memory", "Tool"])
    #expect((0..<3).map { agent.portPoint(at: $0).x } == [40, 136, 184])
    let classifier = node("@n8n/n8n-nodes-langchain.textClassifier")
    #expect(classifier.width == 208 && classifier.portPoint(at: 0).x == 40)
  }

  @Test("An AI sub-node is a circle of 80, with inputs of its own a pill")
  func subNodes() {
    let model = node("@n8n/n8n-nodes-langchain.lmChatOpenAi")
    #expect(model.shape == .circle && model.width == 80 && model.height == 80)
    #expect(model.inputs == 0 && model.outputs.isEmpty && model.topPoint == (40, 0))
  }

  @Test("The error output is the last one")
  func errorOutput() {
    let call = node("n8n-nodes-base.httpRequest", extra: ["onError": "continueErrorOutput"])
    #expect(call.outputs == ["success", "error"])
    let check = node("n8n-nodes-base.if", extra: ["onError": "continueErrorOutput"])
    #expect(check.outputs == ["true", "false", "error"])
  }

  @Test("Done and loop are where each version of the loop has them")
  func loop() {
    #expect(node("n8n-nodes-base.splitInBatches", version: 3).outputs == ["done", "loop"])
    #expect(node("n8n-nodes-base.splitInBatches", version: 2).outputs == ["loop", "done"])
    #expect(node("n8n-nodes-base.splitInBatches", version: 1).outputs == [""])
  }

  @Test(
    "Types are named as people know them",
    arguments: [
      ("n8n-nodes-base.httpRequest", "HTTP Request"), ("n8n-nodes-base.set", "Edit Fields"),
      ("@n8n/n8n-nodes-langchain.lmChatOpenAi", "OpenAI Chat Model"),
      ("n8n-nodes-base.telegramTrigger", "Telegram Trigger"), ("n8n-nodes-acme.rssFeedRead", "RSS Feed Read"),
      ("", "unknown type"),
    ])
  func titles(type: String, title: String) {
    #expect(NodeKind(type: type).title == title)
  }

  @Test("A long name is broken into two lines and ends in an ellipsis")
  func labels() {
    #expect(
      LabelText.lines("When chat message received", width: 990, lines: 2) == [
        "When chat message", "received",
      ])
    #expect(LabelText.lines("Short", width: 990, lines: 2) == ["Short"])
    let long = LabelText.lines(String(repeating: "word ", count: 100), width: 990, lines: 2)
    #expect(long.count == 2 && long[1].hasSuffix("…"))
    #expect(LabelText.lines(String(repeating: "x", count: 100_000), width: 990, lines: 2).count == 1)
    #expect(LabelText.lines("", width: 990, lines: 2).isEmpty)
  }
}
