import Foundation
import FoundationXML
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

/// What an XML parser finds in a drawing.
struct Picture {
  let nodeTitles: [String]
  let wires: Int
  let notes: Int
  let classes: [String]

  init(_ svg: String) throws {
    let reader = Reader()
    let parser = XMLParser(data: Data(svg.utf8))
    parser.delegate = reader
    guard parser.parse() else {
      throw NotWellFormed(reason: String(describing: parser.parserError), line: parser.lineNumber)
    }
    nodeTitles = reader.titles
    classes = reader.classes
    wires = reader.classes.count { $0.hasPrefix("wire") }
    notes = reader.classes.count { $0.hasPrefix("note ") }
  }

  struct NotWellFormed: Error {
    let reason: String
    let line: Int
  }

  private final class Reader: NSObject, XMLParserDelegate {
    var titles: [String] = []
    var classes: [String] = []
    private var isTitle = false

    func parser(
      _: XMLParser, didStartElement element: String, namespaceURI: String?, qualifiedName: String?,
      attributes: [String: String]
    ) {
      if let name = attributes["class"] { classes.append(name) }
      isTitle = element == "title"
      if isTitle { titles.append("") }
    }

    func parser(_: XMLParser, didEndElement element: String, namespaceURI: String?, qualifiedName: String?) {
      isTitle = false
    }

    func parser(_: XMLParser, foundCharacters text: String) {
      if isTitle { titles[titles.count - 1] += text }
    }
  }
}
