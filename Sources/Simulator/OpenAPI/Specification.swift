internal import JSON

/// The instance's own description, `/api/v1/openapi.yml`: short, and of the structure of n8n's (recordings, openapi.yml).
/// It says which operations there are and what bodies may hold, from the same values that check them.
struct Specification {
  let behaviour: Behaviour
  let endpoints: [Endpoint]

  var yaml: String { YAML.text(document) }

  private var schemas: WorkflowSchemas { WorkflowSchemas(release: behaviour.release) }

  private var document: JSON {
    [
      "openapi": "3.0.0",
      "info": [
        "title": "n8n Public API",
        "description": .string("As far as n8n-sim plays n8n \(behaviour.release.rawValue)"),
        "version": "1.1.1",
      ],
      "servers": [["url": "/api/v1"]],
      "security": [["ApiKeyAuth": []]],
      "paths": paths,
      "components": ["schemas": components, "securitySchemes": ["ApiKeyAuth": keyScheme]],
    ]
  }

  private var keyScheme: JSON { ["type": "apiKey", "in": "header", "name": "X-N8N-API-KEY"] }

  private var paths: JSON {
    var paths = JSONObject()
    for endpoint in endpoints {
      let name = behaviour.documentedPath(of: endpoint)
      var path = paths[name]?.objectValue ?? [:]
      path[endpoint.method.lowercased()] = operation(endpoint)
      paths[name] = .object(path)
    }
    return .object(paths)
  }

  private func operation(_ endpoint: Endpoint) -> JSON {
    var operation: JSONObject = [:]
    operation[behaviour.documentsBodiesInPlace ? "operationId" : "x-eov-operation-id"] = .string(
      endpoint.operation)
    if behaviour.documentsScopes { operation["x-required-scope"] = .string(endpoint.scope ?? "none") }
    let parameters = pathParameters(endpoint) + queryParameters(endpoint)
    if !parameters.isEmpty { operation["parameters"] = .array(parameters) }
    if let body = body(of: endpoint) {
      operation["requestBody"] = ["content": ["application/json": ["schema": body]], "required": true]
    }
    operation["responses"] = ["200": ["description": "Operation successful."]]
    return .object(operation)
  }

  private func pathParameters(_ endpoint: Endpoint) -> [JSON] {
    behaviour.documentedPath(of: endpoint).split(separator: "/").filter { $0.hasPrefix("{") }.map { piece in
      [
        "name": .string(String(piece.dropFirst().dropLast())), "in": "path", "required": true,
        "schema": ["type": "string"],
      ]
    }
  }

  private func queryParameters(_ endpoint: Endpoint) -> [JSON] {
    endpoint.query.filter { $0.value <= behaviour.release }.keys.sorted().map { name in
      ["name": .string(name), "in": "query", "required": false, "schema": ["type": "string"]]
    }
  }

  /// From 2.40.7 on the bodies stand in place, before that in the components.
  private func body(of endpoint: Endpoint) -> JSON? {
    switch endpoint.operation {
    case "createWorkflow":
      if behaviour.documentsBodiesInPlace { return schemas.create.openAPI }
      return reference(schemas.separatesCreate ? "workflowCreate" : "workflow")
    case "updateWorkflow":
      return behaviour.documentsBodiesInPlace ? schemas.update.openAPI : reference("workflow")
    default: return nil
    }
  }

  private func reference(_ name: String) -> JSON {
    ["$ref": .string("#/components/schemas/\(name)")]
  }

  private var components: JSON {
    var components: JSONObject = [
      "node": schemas.node.openAPI, "workflowSettings": schemas.settings.openAPI,
      "workflow": referring(schemas.update.openAPI),
    ]
    if schemas.separatesCreate, !behaviour.documentsBodiesInPlace {
      components["workflowCreate"] = referring(schemas.create.openAPI)
    }
    return .object(components)
  }

  /// The schema with references to the node and the settings in place of their text.
  private func referring(_ schema: JSON) -> JSON {
    var schema = schema
    _ = schema.set(reference("node"), at: JSONPointer(tokens: ["properties", "nodes", "items"]))
    _ = schema.set(reference("workflowSettings"), at: JSONPointer(tokens: ["properties", "settings"]))
    return schema
  }
}
