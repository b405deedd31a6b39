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
  /// Whether the document has the feature.
  func has(_ feature: Feature) -> Bool {
    switch feature {
    case .operation(let operation): has(operation)
    case .query(let operation, let name): queryParameters(operation).contains(name)
    case .body(let operation): takesBody(operation)
    case .create(let name): fields(Operation.create)?.writable.contains(name) == true
    case .update(let name): fields(Operation.update)?.writable.contains(name) == true
    case .setting(let name): fields(Operation.update, ["settings"])?.writable.contains(name) == true
    case .node(let name): fields(Operation.update, ["nodes", "[]"])?.writable.contains(name) == true
    }
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
