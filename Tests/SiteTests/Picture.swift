import Foundation
import FoundationXML

/// What an XML parser finds in a drawing.
struct Picture {
  let nodeTitles: [String]
  let wires: Int
  let notes: Int
  let classes: [String]
  let elements: Set<String>
  let attributes: Set<String>

  init(_ svg: String) throws {
    let reader = Reader()
    let parser = XMLParser(data: Data(svg.utf8))
    parser.delegate = reader
    guard parser.parse() else {
      throw NotWellFormed(reason: String(describing: parser.parserError), line: parser.lineNumber)
    }
    nodeTitles = reader.titles
    classes = reader.classes
    elements = reader.elements
    attributes = reader.attributes
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
    var elements: Set<String> = []
    var attributes: Set<String> = []
    private var isTitle = false

    func parser(
      _: XMLParser, didStartElement element: String, namespaceURI: String?, qualifiedName: String?,
      attributes: [String: String]
    ) {
      elements.insert(element)
      self.attributes.formUnion(attributes.keys)
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
