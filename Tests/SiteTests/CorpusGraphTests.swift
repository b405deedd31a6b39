import Foundation
import JSON
import Testing

@testable import Site

@Suite("Graphs of real workflows", .enabled(if: Shared.isPresent, "needs ../shared"))
struct CorpusGraphTests {
  @Test("Every workflow is drawn as well-formed XML with each of its nodes, the same each time")
  func drawn() throws {
    let corpus = try Shared.corpus()
    #expect(corpus.count > 100)
    for (name, workflow) in corpus {
      let graph = WorkflowGraph(workflow: workflow)
      let svg = GraphDrawing(graph).svg()
      let picture = try Picture(svg.text)
      #expect(graph.omitted == 0)
      #expect(graph.nodes.count + graph.notes.count == workflow["nodes"]?.arrayValue?.count, "\(name)")
      #expect(picture.nodeTitles.count == graph.nodes.count, "\(name)")
      for (node, title) in zip(graph.nodes, picture.nodeTitles) {
        #expect(title.hasPrefix(node.name.replacing("\u{0}", with: "\u{FFFD}").prefix(100)), "\(name)")
      }
      #expect(picture.wires == graph.connections.count, "\(name)")
      #expect(picture.notes == graph.notes.count, "\(name)")
      #expect(GraphDrawing(WorkflowGraph(workflow: workflow)).svg() == svg, "\(name)")
    }
  }

  @Test("Two different real workflows laid over each other show every node of both")
  func overlaid() throws {
    let corpus = try Shared.corpus()
    for (first, second) in zip(corpus, corpus.dropFirst()) {
      let difference = GraphDifference(before: first.workflow, after: second.workflow)
      let picture = try Picture(GraphDrawing(difference).svg().text)
      #expect(picture.nodeTitles.count == difference.graph.nodes.count, "\(first.name)")
    }
  }
}
