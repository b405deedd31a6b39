/// Something of the public API that came with a release.
enum Feature: Sendable, Hashable {
  /// An operation: `POST /workflows/{}/archive`.
  case operation(String)
  /// A query parameter of an operation.
  case query(String, String)
  /// Whether an operation takes a body.
  case body(String)
  /// A field of the body that makes a workflow.
  case create(String)
  /// A field of the body that updates a workflow.
  case update(String)
  /// A key of a workflow's settings.
  case setting(String)
  /// A key of a node.
  case node(String)
}

extension Specification {
  /// All features that the document shows.
  var features: Set<Feature> {
    var features: Set<Feature> = []
    for operation in operationNames {
      features.insert(.operation(operation))
      if takesBody(operation) { features.insert(.body(operation)) }
      for name in queryParameters(operation) { features.insert(.query(operation, name)) }
    }
    func add(_ fields: Fields?, _ feature: (String) -> Feature) {
      features.formUnion((fields?.writable ?? []).map(feature))
    }
    add(fields(Operation.create), Feature.create)
    add(fields(Operation.update), Feature.update)
    add(fields(Operation.update, ["settings"]), Feature.setting)
    add(fields(Operation.update, ["nodes", "[]"]), Feature.node)
    return features
  }
}

/// The operations that capabilities are read from.
enum Operation {
  static let list = "GET /workflows"
  static let read = "GET /workflows/{}"
  static let create = "POST /workflows"
  static let update = "PUT /workflows/{}"
  static let publish = "POST /workflows/{}/publish"
  static let archive = "POST /workflows/{}/archive"
  static let activate = "POST /workflows/{}/activate"
  static let listCredentials = "GET /credentials"
  static let readCredential = "GET /credentials/{}"
  static let testCredential = "POST /credentials/{}/test"
  static let discover = "GET /discover"
}
