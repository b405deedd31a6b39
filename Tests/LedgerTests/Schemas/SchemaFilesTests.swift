import Foundation
import JSON
import Resources
import Testing

@testable import Ledger

@Suite("JSON Schemas")
struct SchemaFilesTests {
  static let names = Resources.paths(under: "state/schemas").map {
    String($0.dropFirst("state/schemas/".count).dropLast(".schema.json".count))
  }

  static func schema(_ name: String) throws -> JSON {
    try JSON(parsing: try #require(Resources.data("state/schemas/\(name).schema.json")))
  }

  @Test("every kind of state file has one", arguments: SampleState.all)
  func complete(_ sample: SampleState.Sample) {
    #expect(Self.names.contains(sample.schema))
  }

  @Test("each says what it is of, and shows examples", arguments: names)
  func head(_ name: String) throws {
    let schema = try Self.schema(name)
    #expect(schema["$schema"]?.stringValue == "https://json-schema.org/draft/2020-12/schema")
    #expect(schema["title"]?.stringValue?.isEmpty == false)
    #expect(schema["description"]?.stringValue?.isEmpty == false)
    #expect(name == "definitions" || schema["examples"]?.arrayValue?.isEmpty == false)
  }

  @Test("each property is described, and a misspelt one is refused", arguments: names)
  func properties(_ name: String) throws {
    let schema = try Self.schema(name)
    // Members of n8n's own documents are kept whatever they are.
    let isOpen = name == "portable-workflow"
    for (object, pointer) in objects(in: schema) {
      guard let properties = object["properties"]?.objectValue, pointer.tokens.last != "if" else { continue }
      #expect(isOpen || object["additionalProperties"] == false, "\(pointer)")
      for (property, member) in properties where member.objectValue != nil {
        #expect(member["description"]?.stringValue?.isEmpty == false, "\(pointer) \(property)")
      }
    }
  }

  @Test("patterns keep to what all readers of regular expressions read alike", arguments: names)
  func patterns(_ name: String) throws {
    for (object, pointer) in objects(in: try Self.schema(name)) {
      let patterns =
        [object["pattern"]?.stringValue].compactMap(\.self)
        + (object["patternProperties"]?.objectValue?.keys ?? [])
      for pattern in patterns {
        #expect(pattern.hasPrefix("^"), "\(pointer)")
        #expect(pattern.firstMatch(of: /\\[dwDWpPbB]/) == nil, "\(pointer)")
        #expect(throws: Never.self) { try Regex(pattern) }
      }
    }
  }

  @Test("every reference leads somewhere", arguments: names)
  func references(_ name: String) throws {
    for (object, _) in objects(in: try Self.schema(name)) {
      guard let reference = object["$ref"]?.stringValue else { continue }
      let parts = reference.split(separator: "#", omittingEmptySubsequences: false).map(String.init)
      let file = parts[0].isEmpty ? name : String(parts[0].dropLast(".schema.json".count))
      #expect(try Self.schema(file).value(at: try JSONPointer(parts[1])) != nil, "\(reference)")
    }
  }

  @Test("a policy's reference leads to its schema, here and in an ops repository", arguments: ["policies"])
  func policies(_ folder: String) throws {
    for path in Resources.paths(under: folder) {
      let reference = try JSON(parsing: try #require(Resources.data(path)))["$schema"]?.stringValue
      let name = path.dropFirst("policies/".count).dropLast(".json".count)
      #expect(reference == "../state/schemas/\(name).schema.json")
      #expect(Self.names.contains(String(name)))
    }
  }

  /// Every object of a schema with its place; examples are documents and no schemas.
  private func objects(in json: JSON, at pointer: JSONPointer = JSONPointer()) -> [(JSONObject, JSONPointer)]
  {
    if let elements = json.arrayValue {
      return elements.enumerated().flatMap { objects(in: $1, at: pointer.appending($0)) }
    }
    guard let object = json.objectValue else { return [] }
    return [(object, pointer)]
      + object.filter { $0.key != "examples" }.flatMap {
        objects(in: $0.value, at: pointer.appending($0.key))
      }
  }
}
