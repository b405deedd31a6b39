internal import JSON

/// Messages of the request's validation: those of express-openapi-validator up to 2.36, those of Zod later
/// (recordings, "Create and update" and "Lists").
enum RequestRules {
  static let all: [RefusalRule] = [
    .exactly("not found", [404], .unsupported),
    .containing("method not allowed", [405], .unsupported),
    .named(after: "Unknown query parameter '", upTo: "'", [400], .invalidQuery),
    .named(after: "request/query/", upTo: " ", [400], .invalidQuery),
    .containing("An invalid cursor was provided", [400], .invalidCursor),
    body(.readOnlyField, "is read-only"),
    body(.readOnlyField, "must pass \"readOnly\" keyword validation"),
    body(.unknownField, "must NOT have additional properties"),
    named(.unknownField, "Unrecognized key(s) in object: '"),
    named(.missingField, "must have required property '"),
    body(.missingField, "Required"),
    bodyOfAnyKind(.invalidField),
    .containing("Workflow name must be", [400, 422], .invalidName),
    structure,
  ]

  /// "request/body/a/b <says>": the place is meant.
  private static func body(_ kind: N8NError.Kind, _ says: String) -> RefusalRule {
    RefusalRule([400], kind) { message in
      guard let (pointer, rest) = place(message), rest == says else { return nil }
      return .init(pointer: pointer, subject: pointer.tokens.last)
    }
  }

  /// "request/body/a <says>key'": the key at that place is meant.
  private static func named(_ kind: N8NError.Kind, _ says: String) -> RefusalRule {
    RefusalRule([400], kind) { message in
      guard let (pointer, rest) = place(message), rest.hasPrefix(says) else { return nil }
      let key = String(rest.dropFirst(says.count).prefix { $0 != "'" })
      return .init(pointer: pointer.appending(key), subject: key)
    }
  }

  private static func bodyOfAnyKind(_ kind: N8NError.Kind) -> RefusalRule {
    RefusalRule([400], kind) { message in
      guard let (pointer, _) = place(message) else { return nil }
      return .init(pointer: pointer, subject: pointer.tokens.last)
    }
  }

  /// "Workflow structure is invalid. nodes[1].name (duplicate_node_name): ..."; the subject is the code.
  private static let structure = RefusalRule([400, 422], .invalidStructure) { message in
    let start = "Workflow structure is invalid. "
    guard message.hasPrefix(start) else { return nil }
    let rest = message.dropFirst(start.count)
    let path = rest.prefix { $0 != " " }
    let code = rest.dropFirst(path.count).drop { $0 == " " || $0 == "(" }.prefix { $0 != ")" }
    return .init(pointer: pointer(dotted: path), subject: String(code))
  }

  /// The place that a validator's message begins with, and what it says about it.
  private static func place(_ message: String) -> (JSONPointer, String)? {
    let start = "request/body"
    guard message.hasPrefix(start) else { return nil }
    let path = message.dropFirst(start.count).prefix { $0 != " " }
    guard let pointer = try? JSONPointer(String(path)) else { return nil }
    return (pointer, String(message.dropFirst(start.count + path.count + 1)))
  }

  /// `connections.Webhook.main[0][0].node` as a pointer; a name with a dot in it comes out split, as n8n wrote it.
  private static func pointer(dotted path: Substring) -> JSONPointer {
    var tokens: [String] = []
    for part in path.split(separator: ".") {
      for piece in part.split(separator: "[") {
        tokens.append(piece.hasSuffix("]") ? String(piece.dropLast()) : String(piece))
      }
    }
    return JSONPointer(tokens: tokens)
  }
}
