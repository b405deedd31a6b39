import JSON
import Testing

@testable import Governance

@Suite("The schema of a resource mapper: what n8n holds values against") struct MapperColumnsTests {
  private static let name: JSON = ["id": "name", "type": "string", "displayName": "Name", "removed": false]
  private static let state: JSON = [
    "id": "state", "type": "options", "required": true,
    "options": [["name": "Open", "value": "open"], ["name": "Done", "value": "done"]],
  ]
  private static let unused: JSON = ["id": "unused", "type": "number", "removed": true]

  private static func workflow(_ schema: JSON, value: JSON = ["name": "={{ $json.n }}", "state": "open"])
    -> JSON
  {
    [
      "name": "W", "connections": [:], "settings": [:], "tags": [], "active": false,
      "nodes": [
        [
          "name": "Rows", "type": "n8n-nodes-base.postgres", "typeVersion": 2.5, "position": [0, 0],
          "parameters": [
            "columns": [
              "mappingMode": "defineBelow", "value": value, "matchingColumns": ["name"], "schema": schema,
            ]
          ],
        ]
      ],
    ]
  }

  private static func hash(_ workflow: JSON) -> ContentDigest {
    ContentHash.hash(of: workflow, policy: Fixture.normalization)
  }

  private static func changes(_ old: JSON, _ new: JSON) -> [WorkflowChange] {
    WorkflowDiff.between(old, new, policy: Fixture.normalization, risk: Fixture.risk).changes
  }

  @Test(
    "what the editor fetches anew is noise",
    arguments: [
      [state, name, unused],
      [name, state],
      [name, state, ["id": "name", "type": "number"]],
      [
        [
          "id": "name", "type": "string", "displayName": "Full name", "display": true, "removed": true,
          "defaultMatch": true, "canBeUsedToMatch": true, "readOnly": true, "required": false, "options": [],
        ], state,
      ],
      [
        name,
        [
          "id": "state", "type": "options", "required": true,
          "options": [["name": "Is open", "value": "open"], ["name": "Is done", "value": "done"]],
        ],
      ],
      [name, state, ["id": "unused", "type": "string", "required": true]],
    ] as [JSON])
  func noise(_ schema: JSON) {
    let (old, new) = (Self.workflow([Self.name, Self.state, Self.unused]), Self.workflow(schema))
    #expect(Self.hash(old) == Self.hash(new))
    #expect(Self.changes(old, new).isEmpty)
  }

  @Test(
    "what casts or refuses a value is content, and the diff names it",
    arguments: [
      ([["id": "name", "type": "number"], state], ["name/type"]),
      ([["id": "name"], state], ["name/type"]),
      ([["id": "name", "type": "string", "required": true], state], ["name/required"]),
      (
        [
          name,
          [
            "id": "state", "type": "options", "required": true,
            "options": [["name": "Open", "value": "open"]],
          ],
        ], ["state/options/1"]
      ),
      ([name], ["state/options", "state/required", "state/type"]),
    ] as [(JSON, [String])])
  func content(_ schema: JSON, _ places: [String]) {
    let (old, new) = (Self.workflow([Self.name, Self.state]), Self.workflow(schema))
    #expect(Self.hash(old) != Self.hash(new))
    let changed = Self.changes(old, new).map(\.pointer?.description)
    #expect(changed == places.map { "/parameters/columns/schema/\($0)" })
  }

  @Test(
    "of values that only a run knows nothing is checked", arguments: [.null, "={{ $json }}", [:]] as [JSON])
  func dynamic(_ value: JSON) {
    let schemas: [JSON] = [[Self.name], [["id": "name", "type": "number"]]]
    let hashes = schemas.map { Self.hash(Self.workflow($0, value: value)) }
    #expect(hashes[0] == hashes[1])
  }

  @Test("the text of docs/content-hash.md") func text() {
    let workflow = Self.workflow([Self.name, Self.state, Self.unused])
    let text = ContentHash.canonicalText(of: workflow, policy: Fixture.normalization)
    #expect(
      String(decoding: text, as: UTF8.self) == #"""
        {"connections":{},"name":"W","nodes":[{"name":"Rows","parameters":{"columns":{"mappingMode":"def\#
        ineBelow","matchingColumns":["name"],"schema":{"name":{"type":"string"},"state":{"options":["ope\#
        n","done"],"required":true,"type":"options"}},"value":{"name":"={{ $json.n }}","state":"open"}}}\#
        ,"type":"n8n-nodes-base.postgres","typeVersion":2.5}],"settings":{}}
        """#)
  }
}

/// Workflows with mappers of every kind, for a second implementation to agree on.
enum MapperWorkflows {
  static let all: [JSON] = mappers.enumerated().map { index, mapper in
    [
      "name": "Mapper \(index)", "connections": [:], "settings": [:],
      "nodes": [
        [
          "name": "Rows", "type": .string(types[index % types.count]), "typeVersion": 2.1,
          "position": [0, 0],
          "parameters": ["columns": mapper, "options": ["list": [mapper]]],
        ]
      ],
    ]
  }

  private static let types = ["n8n-nodes-base.airtable", "n8n-nodes-base.postgres", "n8n-nodes-x.rows"]

  private static let entries: [JSON] = [
    ["id": "a", "type": "string"], ["id": "a", "type": "number"], ["id": "a"], ["id": "a", "type": 7],
    ["id": "a", "type": ""], ["id": "a", "type": "boolean", "required": true],
    ["id": "a", "type": "array", "required": true], ["id": "a", "required": "true"], ["type": "string"],
    ["id": 1, "type": "string"], ["id": "a", "type": "options"], .null, "a",
    ["id": "mappingMode", "type": "x"],
    ["id": "a", "type": "options", "options": [["value": 1.0], ["name": "n"], "text", ["value": ["b": 2]]]],
    ["id": "schema", "type": "string"],
  ]

  private static let mappers: [JSON] =
    entries.flatMap { one in
      entries.map { other -> JSON in
        [
          "mappingMode": "defineBelow", "schema": [one, other],
          "value": ["a": 1, "mappingMode": "m", "schema": "s"],
        ]
      }
    } + [
      ["mappingMode": "autoMapInputData", "schema": [["id": "a", "type": "string"]], "value": .null],
      ["mappingMode": "defineBelow", "schema": "={{ $json.s }}", "value": ["a": 1]],
      ["mappingMode": "defineBelow", "schema": [], "value": [:]],
      ["schema": [["id": "a", "type": "string"]], "value": ["a": 1]],
    ]
}
