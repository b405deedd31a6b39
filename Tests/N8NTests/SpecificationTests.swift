import JSON
import Testing

@testable import N8N

@Suite("N8N OpenAPI document")
struct SpecificationTests {
  @Test("operations, parameters, scopes and fields are read through references")
  func fixture() throws {
    let specification = try #require(Specification(yaml: Array(SpecificationFixture.yaml.utf8)))
    #expect(specification.operationNames == ["GET /workflows", "POST /workflows", "PUT /workflows/{}"])
    #expect(specification.queryParameters("GET /workflows") == ["limit", "excludePinnedData"])
    #expect(specification.queryParameters("PUT /workflows/{}") == ["publishIfActive"])
    #expect(specification.scope("PUT /workflows/{}") == "workflow:update")
    #expect(specification.fields("POST /workflows")?.writable == ["name", "nodes", "settings", "shared"])
    #expect(specification.fields("POST /workflows")?.readOnly == ["id"])
    #expect(specification.fields("PUT /workflows/{}")?.writable.contains("description") == true)
    #expect(specification.fields("PUT /workflows/{}", ["nodes", "[]"])?.writable == ["id", "position"])
    #expect(specification.fields("PUT /workflows/{}", ["nowhere"]) == nil)
    let capabilities = Capabilities(specification)
    #expect(capabilities.updateFields == ["description", "name", "nodes", "settings"])
    #expect(capabilities.publishModel == .publishIfActive)
    #expect(!capabilities.canArchive)
  }

  @Test(
    "what describes no operation is no document",
    arguments: [
      "", "<!DOCTYPE html><html><body>Sign in</body></html>", "paths: []", "a: b", "paths:\n  /x:\n    get",
      "\u{0}\u{1}",
    ])
  func notADocument(_ text: String) { #expect(Specification(yaml: Array(text.utf8)) == nil) }

  @Test("references that lead in a circle or nowhere are nothing")
  func circles() throws {
    let yaml = """
      paths:
        /workflows:
          post:
            requestBody:
              content:
                application/json:
                  schema:
                    $ref: '#/a'
          get:
            parameters:
              - $ref: 'https://elsewhere/#/x'
              - $ref: '#/nowhere'
      a:
        $ref: '#/b'
      b:
        allOf:
          - $ref: '#/b'
          - properties: { name: {} }
      """
    let specification = try #require(Specification(yaml: Array(yaml.utf8)))
    #expect(specification.fields("POST /workflows")?.writable == ["name"])
    #expect(specification.queryParameters("GET /workflows") == [])
  }

  @Test("YAML is read as its core schema says", arguments: YAMLCase.all)
  func yaml(_ example: YAMLCase) throws {
    #expect(YAMLReader.read(Array(example.yaml.utf8)) == (try JSON(parsing: example.json)))
  }

  @Test("any bytes end, and deep nesting is cut off")
  func hostile() {
    let deep = (0..<5000).map { String(repeating: " ", count: $0) + "a:" }.joined(separator: "\n")
    _ = YAMLReader.read(Array(deep.utf8))
    _ = YAMLReader.read(Array(String(repeating: "- ", count: 100_000).utf8))
    _ = YAMLReader.read(Array(("a: " + String(repeating: "[", count: 100_000)).utf8))
    _ = YAMLReader.read(Array(("a: \"" + String(repeating: "\n x'", count: 50_000)).utf8))
    var state: UInt64 = 7
    let alphabet = Array("ab:- \n\n  '\"[]{},|>#\\&".utf8)
    for _ in 0..<400 {
      let bytes = (0..<200).map { _ -> UInt8 in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return alphabet[Int(state >> 33) % alphabet.count]
      }
      _ = YAMLReader.read(bytes)
    }
  }
}

struct YAMLCase: Sendable, CustomTestStringConvertible {
  let yaml: String
  let json: String
  var testDescription: String { json }

  init(_ yaml: String, _ json: String) { (self.yaml, self.json) = (yaml, json) }

  static let all = [
    YAMLCase(
      "a: 1\nb: x y # c\nc: 'it''s'\nd: \"q\\n\\u00e9\\\"\"\ne:\nf: ~\ng: true",
      "{\"a\":1,\"b\":\"x y\",\"c\":\"it's\",\"d\":\"q\\né\\\"\",\"e\":null,\"f\":null,\"g\":true}"),
    YAMLCase(
      "a:\n  - b\n  - c: 1\n    d: 2\n  -\n    e: 3\n  - - f\n    - g",
      "{\"a\":[\"b\",{\"c\":1,\"d\":2},{\"e\":3},[\"f\",\"g\"]]}"),
    YAMLCase("a:\n- b\n- c\nd: e", "{\"a\":[\"b\",\"c\"],\"d\":\"e\"}"),
    YAMLCase(
      "a: |\n  one\n    two\n\n  three\nb: |-\n  x\nc: >\n  one\n  two\n\n  three\nd: 1",
      "{\"a\":\"one\\n  two\\n\\nthree\\n\",\"b\":\"x\",\"c\":\"one two\\nthree\\n\",\"d\":1}"),
    YAMLCase(
      "a: [1, 'x, y', {b: c}, []]\nb: {c: [d], 'e f': {}, g: }",
      "{\"a\":[1,\"x, y\",{\"b\":\"c\"},[]],\"b\":{\"c\":[\"d\"],\"e f\":{},\"g\":null}}"),
    YAMLCase(
      "a: one\n  two\n  three\nb: 'x\n  y\n\n  z'\nc: [1,\n  2]",
      "{\"a\":\"one two three\",\"b\":\"x y\\nz\",\"c\":[1,2]}"),
    YAMLCase(
      "'200': ok\n\"x: y\": 1\n/a/{b}: c\nurl: http://x:80/y",
      "{\"200\":\"ok\",\"x: y\":1,\"/a/{b}\":\"c\",\"url\":\"http://x:80/y\"}"),
    YAMLCase("---\r\na: 1\r\nb:\r\n  c: 2\r\n", "{\"a\":1,\"b\":{\"c\":2}}"),
    YAMLCase("a: 1\n   stray: 2\nb: 3", "{\"a\":\"1 stray: 2\",\"b\":3}"),
    YAMLCase("- a\n- b", "[\"a\",\"b\"]"), YAMLCase("plain", "\"plain\""), YAMLCase("", "null"),
    YAMLCase(
      "a: -100\nb: 1.5\nc: 1.1.1\nd: 0x1F\ne: '1'",
      "{\"a\":-100,\"b\":1.5,\"c\":\"1.1.1\",\"d\":\"0x1F\",\"e\":\"1\"}"),
    YAMLCase("a: 'open\nb: 1", "{\"a\":null,\"b\":1}"),
  ]
}
