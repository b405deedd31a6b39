internal import JSON

extension Instance {
  /// GET /discover: what the key may do.
  func discover(_ call: Call) throws(Refusal) -> Answer {
    let allowed = call.key.scopes ?? Set(behaviour.scopes)
    let usable = endpoints.filter { endpoint in
      endpoint.scope.map { allowed.contains($0) } ?? true
    }
    var resources: JSONObject = [:]
    for endpoint in usable {
      var resource = resources[endpoint.resource]?.objectValue ?? ["operations": [], "endpoints": []]
      let verb = endpoint.scope.flatMap { $0.split(separator: ":").last }.map { JSON.string(String($0)) }
      if let verb, resource["operations"]?.arrayValue?.contains(verb) == false {
        resource["operations"] = .array((resource["operations"]?.arrayValue ?? []) + [verb])
      }
      resource["endpoints"] = .array((resource["endpoints"]?.arrayValue ?? []) + [discovery(of: endpoint)])
      resources[endpoint.resource] = .object(resource)
    }
    let scopes = behaviour.scopes.filter { allowed.contains($0) }.map { JSON.string($0) }
    return Answer([
      "data": [
        "scopes": .array(scopes), "resources": .object(resources), "filters": filters(resources),
        "specUrl": "/api/v1/openapi.yml",
      ]
    ])
  }

  private func discovery(of endpoint: Endpoint) -> JSON {
    [
      "method": .string(endpoint.method),
      "path": .string("/api/v1\(behaviour.documentedPath(of: endpoint))"),
      "operationId": .string(endpoint.operation),
    ]
  }

  /// POST /audit: three of n8n's reports, each with what the simulator can know.
  func audit(_ call: Call) throws(Refusal) -> Answer {
    let used = Set(
      workflows.values.flatMap { $0.content.readings }.flatMap { node in
        (node.json["credentials"]?.objectValue ?? [:]).values.compactMap { $0["id"]?.stringValue }
      })
    let unused = credentials.filter { !used.contains($0.id) }.map { credential -> JSON in
      ["kind": "credential", "id": .string(credential.id), "name": .string(credential.name)]
    }
    return Answer([
      "Credentials Risk Report": report("credentials", "Credentials not used in any workflow", unused),
      "Nodes Risk Report": report("nodes", "Community nodes", []),
      "Instance Risk Report": report("instance", "Unprotected webhooks in instance", []),
    ])
  }

  /// GET /insights/summary: nothing to tell without a licence and runs of its own.
  func insights(_ call: Call) throws(Refusal) -> Answer {
    func measure(_ unit: String) -> JSON {
      ["value": 0, "unit": .string(unit), "deviation": .null]
    }
    return Answer([
      "averageRunTime": measure("millisecond"), "failed": measure("count"), "failureRate": measure("ratio"),
      "timeSaved": measure("minute"), "total": measure("count"),
    ])
  }

  /// A list of which the instance has none.
  func emptyList(_ call: Call) throws(Refusal) -> Answer {
    Answer(["data": [], "nextCursor": .null])
  }

  /// GET /roles.
  func roles(_ call: Call) throws(Refusal) -> Answer {
    func role(_ slug: String, _ name: String, _ type: String) -> JSON {
      [
        "slug": .string(slug), "displayName": .string(name), "description": .string(name),
        "systemRole": true, "roleType": .string(type), "scopes": [],
      ]
    }
    return Answer([
      "global": [
        role("global:owner", "Owner", "global"), role("global:admin", "Admin", "global"),
        role("global:member", "Member", "global"),
      ],
      "project": [role("project:admin", "Project Admin", "project")],
    ])
  }

  private func report(_ risk: String, _ title: String, _ location: [JSON]) -> JSON {
    let section: JSON = [
      "title": .string(title), "description": .string(title), "recommendation": "",
      "location": .array(location),
    ]
    return ["risk": .string(risk), "sections": [section]]
  }

  private func filters(_ resources: JSONObject) -> JSON {
    let operations = resources.values.flatMap { $0["operations"]?.arrayValue ?? [] }
    var seen: Set<JSON> = []
    func filter(_ text: String, _ values: [JSON]) -> JSON {
      ["description": .string(text), "values": .array(values)]
    }
    return [
      "resource": filter("Filter to a specific resource", resources.keys.map { .string($0) }),
      "operation": filter("Filter to a specific operation", operations.filter { seen.insert($0).inserted }),
      "include": filter("Include additional data", ["schemas"]),
    ]
  }
}
