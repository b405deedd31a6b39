import Foundation

/// Small workflows that every release of n8n takes.
enum Sample {
  /// A schedule and a piece of code; it needs no credential.
  static func workflow(_ name: String, code: String = "return [];") -> [String: Any] {
    [
      "name": name, "settings": ["executionOrder": "v1"],
      "nodes": [
        [
          "id": "10000000-0000-4000-8000-000000000001", "name": "Every hour",
          "type": "n8n-nodes-base.scheduleTrigger", "typeVersion": 1.2, "position": [0, 0],
          "parameters": ["rule": ["interval": [["field": "hours"]]]],
        ],
        [
          "id": "10000000-0000-4000-8000-000000000002", "name": "Code", "type": "n8n-nodes-base.code",
          "typeVersion": 2, "position": [220, 0], "parameters": ["jsCode": code],
        ],
      ],
      "connections": ["Every hour": ["main": [[["node": "Code", "type": "main", "index": 0]]]]],
    ]
  }

  /// The code of such a workflow as an instance tells it.
  static func code(of workflow: [String: Any]) -> String? {
    let nodes = workflow["nodes"] as? [[String: Any]] ?? []
    let parameters = nodes.first { $0["name"] as? String == "Code" }?["parameters"] as? [String: Any]
    return parameters?["jsCode"] as? String
  }

  /// Writes workflows as files of a folder, for the simulator's `--load`.
  static func write(_ workflows: [[String: Any]], to folder: URL) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (number, workflow) in workflows.enumerated() {
      let name = String(repeating: "0", count: 4 - "\(number)".count) + "\(number).json"
      try JSONSerialization.data(withJSONObject: workflow).write(to: folder.appendingPathComponent(name))
    }
  }
}
