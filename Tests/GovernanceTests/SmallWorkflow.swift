import JSON

@testable import Governance

/// A workflow with one of everything, in portable form.
enum SmallWorkflow {
  static let portable: JSON = [
    "name": "Orders", "active": true, "tags": ["shop"],
    "settings": ["executionOrder": "v1", "errorWorkflow": "workflow:alarm"],
    "nodes": [
      [
        "id": "11111111-0000-4000-8000-000000000001", "name": "Webhook", "type": "n8n-nodes-base.webhook",
        "typeVersion": 2, "position": [0, 0],
        "parameters": ["httpMethod": "POST", "path": "orders", "options": [:]],
      ],
      [
        "id": "11111111-0000-4000-8000-000000000002", "name": "Fields", "type": "n8n-nodes-base.set",
        "typeVersion": 3.4, "position": [224, 0],
        "parameters": [
          "assignments": [
            "assignments": [
              ["id": "a1", "name": "total", "value": "={{ $json.body.total }}", "type": "number"]
            ]
          ], "options": [:],
        ],
      ],
      [
        "id": "11111111-0000-4000-8000-000000000003", "name": "Send", "type": "n8n-nodes-base.httpRequest",
        "typeVersion": 4.2, "position": [448, 0],
        "parameters": [
          "method": "POST", "url": "=https://example.com/{{ $('Fields').item.json.total }}",
          "authentication": "genericCredentialType", "genericAuthType": "httpHeaderAuth", "options": [:],
        ], "credentials": ["httpHeaderAuth": ["name": "shop-api"]],
      ],
      [
        "id": "11111111-0000-4000-8000-000000000004", "name": "Work", "type": "n8n-nodes-base.code",
        "typeVersion": 2, "position": [448, 208],
        "parameters": ["jsCode": "const items = $('Fields').all();\nreturn items;"],
      ],
      [
        "id": "11111111-0000-4000-8000-000000000005", "name": "Ship",
        "type": "n8n-nodes-base.executeWorkflow",
        "typeVersion": 1.2, "position": [672, 0],
        "parameters": [
          "workflowId": ["__rl": true, "mode": "list", "value": "workflow:shipping"], "options": [:],
        ],
      ],
      [
        "id": "11111111-0000-4000-8000-000000000006", "name": "Alone", "type": "n8n-nodes-base.noOp",
        "typeVersion": 1, "position": [896, 0], "parameters": [:],
      ],
      [
        "id": "11111111-0000-4000-8000-000000000007", "name": "Sticky Note",
        "type": "n8n-nodes-base.stickyNote",
        "typeVersion": 1, "position": [0, 272], "parameters": ["content": "hello"],
      ],
    ],
    "connections": [
      "Webhook": ["main": [[["node": "Fields", "type": "main", "index": 0]]]],
      "Fields": [
        "main": [
          [["node": "Send", "type": "main", "index": 0], ["node": "Work", "type": "main", "index": 0]]
        ]
      ],
      "Send": ["main": [[["node": "Ship", "type": "main", "index": 0]]]],
    ],
  ]
}
