import HTTP
import JSON
import N8N
import Testing

@Suite("N8N errors")
struct AnswerTests {
  private func error(_ response: HTTPResponse, _ method: String = "GET") async throws -> N8NError {
    try await N8NClient.make(Stub(response)).failure(of: Call(method, "/workflows/a", scope: "workflow:read"))
  }

  @Test("ENV-002 what happened, where, and what to do next")
  func wording() async throws {
    let error = try await error(.json(["message": "Forbidden"], status: 403))
    #expect(error.kind == .missingScope)
    #expect(error.status == 403)
    #expect(
      error.description == """
        staging: GET /workflows/a: n8n says: Forbidden. Give the key the scope workflow:read in n8n (Settings, n8n API), \
        or use the environment's other key.
        """)
  }

  @Test(
    "ENV-002 CRED-001 EXEC-001 a list that is refused names the scope, whatever the words are",
    arguments: [
      ("/workflows", "workflow:list"), ("/executions", "execution:list"), ("/credentials", "credential:list"),
      ("/users", "user:list"), ("/tags", "tag:list"),
    ])
  func refusedList(_ path: String, _ scope: String) async throws {
    for message in ["Forbidden", "You are not allowed to do this"] {
      let client = try N8NClient.make(Stub(.json(["message": .string(message)], status: 403)))
      let error = try await client.failure(of: Call("GET", path, scope: scope))
      #expect(error.remedy.hasPrefix("Give the key the scope \(scope)"), "\(error)")
    }
    let owner = N8NError(environment: "e", call: "c", kind: .missingScope, cause: "x", subject: "user:list")
    #expect(owner.remedy.contains("owners and administrators"))
  }

  @Test("n8n's own full stop is enough")
  func fullStop() async throws {
    let error = try await error(.json(["message": "Workflow is not archived."], status: 400))
    #expect(error.description.hasSuffix("not archived. Nothing needs to be done."))
  }

  @Test("every kind has a remedy of its own or its group's", arguments: N8NError.Kind.allCases)
  func remedies(_ kind: N8NError.Kind) {
    let error = N8NError(environment: "e", call: "c", kind: kind, cause: "x")
    #expect(error.remedy.count > 15)
    #expect(!error.remedy.hasSuffix("."))
  }

  @Test("n8n's messages mean what they say", arguments: Message.all)
  func messages(_ message: Message) async throws {
    let error = try await error(.json(["message": .string(message.text)], status: message.status), "POST")
    #expect(error.kind == message.kind)
    #expect(error.pointer?.description == message.pointer)
    if let subject = message.subject { #expect(error.subject == subject) }
  }

  @Test("a message nobody knows is kept with what its status says")
  func unknownMessages() async throws {
    let expected: [(Int, N8NError.Kind)] = [
      (400, .refused), (401, .wrongKey), (403, .noPermission), (404, .notFound), (405, .unsupported),
      (409, .conflict),
      (413, .tooLarge), (415, .wrongMediaType), (422, .refused), (429, .rateLimited), (500, .serverFailed),
    ]
    for (status, kind) in expected {
      let error = try await error(.json(["message": "something new"], status: status))
      #expect(error.kind == kind)
      #expect(error.cause == "n8n says: something new")
    }
    let review: JSON = ["message": "Blocked", "reason": "review_pending"]
    #expect(try await error(.json(review, status: 409)).kind == .reviewPending)
    let licence: JSON = ["status": "Error", "message": "Source Control feature is not licensed"]
    #expect(try await error(.json(licence, status: 401)).kind == .licenceNeeded)
  }

  @Test("only JSON counts as an answer")
  func notJSON() async throws {
    let pages: [HTTPResponse] = [
      .text("<!DOCTYPE html><title>Sign in</title>"), .text("<html>", status: 404),
      .text("<html>", status: 401),
      .text("<html>", status: 403), .text("{\"data\":[]}"), .text("plain", type: "text/plain"),
      HTTPResponse(status: 200, body: Array("{}".utf8)),
    ]
    let cut = HTTPResponse(
      status: 200, headers: ["Content-Type": "application/json"], body: Array("{\"data\":[".utf8))
    #expect(try await error(cut).kind == .brokenJSON)
    for page in pages { #expect(try await error(page).kind == .notJSON, "\(page)") }
    let page = try await error(
      .text("<head><style>a{}</style><script>x()</script></head><h1>Please\nlog&nbsp;in</h1>"))
    #expect(page.cause == "the answer is not JSON but text/html; charset=utf-8: Please log&nbsp;in")
  }

  @Test("n8n that is starting says so")
  func startingUp() async throws {
    #expect(try await error(.text("n8n is starting up. Please wait")).kind == .startingUp)
    #expect(try await error(.text("Database is not ready!", status: 503), "POST").kind == .startingUp)
  }

  @Test("a redirect to a login page is told with its target, without the query")
  func redirect() async throws {
    let answer = HTTPResponse(status: 302, headers: ["Location": "https://sso.example/login?token=secret#x"])
    let error = try await error(answer, "POST")
    #expect(error.kind == .redirected)
    #expect(error.cause == "302, redirected to https://sso.example/login")
  }

  @Test("errors of n8n and of proxies that are pages", arguments: ["GET", "PUT"])
  func pages(_ method: String) async throws {
    let parse = "<html><pre>ResponseError: Failed to parse request body<br> &nbsp; at x</pre></html>"
    #expect(try await error(.text(parse, status: 500), method).kind == .malformedBody)
    #expect(try await error(.text("<pre>PayloadTooLargeError</pre>", status: 413), method).kind == .tooLarge)
    #expect(try await error(.text("busy", status: 429), method).kind == .rateLimited)
    for status in [502, 503, 504, 524] {
      #expect(
        try await error(.text("<h1>Bad gateway", status: status), method).kind
          == (method == "GET" ? .gateway : .outcomeUnknown))
    }
    #expect(
      try await error(.text("oops", status: 500), method).kind
        == (method == "GET" ? .serverFailed : .outcomeUnknown))
  }

  @Test("an empty answer is none; n8n gives it to names with bot in them")
  func empty() async throws {
    #expect(try await error(HTTPResponse(status: 204)).kind == .emptyAnswer)
    #expect(
      try await error(HTTPResponse(status: 200, headers: ["Content-Type": "application/json"])).kind
        == .emptyAnswer)
    var call = Call("PUT", "/variables/a")
    call.answer = .jsonOrNothing
    #expect(try await N8NClient.make(Stub(HTTPResponse(status: 204))).send(call).json == .null)
  }

  @Test("Retry-After is handed up")
  func retryAfter() async throws {
    let answer = HTTPResponse.json(["message": "slow"], status: 429, headers: ["Retry-After": "12"])
    #expect(try await error(answer).retryAfter == .seconds(12))
  }

  @Test("a write that may have arrived has an unknown outcome; a read, or one that did not, has not")
  func outcomeUnknown() async throws {
    for kind in [HTTPError.Kind.timeout, .stalled, .reset, .truncated, .cancelled, .tooLarge] {
      let arrived = try await N8NClient.make(Stub(kind, mayHaveBeenSent: true)).failure(
        of: Call("POST", "/workflows"))
      #expect(arrived.isOutcomeUnknown)
      let unsent = try await N8NClient.make(Stub(kind, mayHaveBeenSent: false)).failure(
        of: Call("POST", "/workflows"))
      #expect(!unsent.isOutcomeUnknown)
      let read = try await N8NClient.make(Stub(kind, mayHaveBeenSent: true)).failure(
        of: Call("GET", "/workflows"))
      #expect(!read.isOutcomeUnknown)
    }
    let client = try N8NClient.make(Stub(.json("done")))
    let strange = try await expectFailure { () throws(N8NError) in _ = try await client.createTag(name: "x") }
    #expect(strange.isOutcomeUnknown)
    let half = HTTPResponse(
      status: 200, headers: ["Content-Type": "application/json"], body: Array("{\"id\":\"a\"".utf8))
    #expect(try await error(half, "POST").isOutcomeUnknown)
  }

  @Test("failures on the way have their kind", arguments: HTTPError.Kind.allCases)
  func transport(_ kind: HTTPError.Kind) async throws {
    let expected: [HTTPError.Kind: N8NError.Kind] = [
      .resolve: .unknownHost, .connect: .unreachable, .tls: .tls, .timeout: .timedOut, .stalled: .timedOut,
      .tooLarge: .answerTooLarge, .reset: .brokenConnection, .truncated: .brokenConnection,
      .cancelled: .cancelled,
      .insecure: .insecure, .invalid: .invalidRequest, .protocol: .brokenConnection,
    ]
    let error = try await N8NClient.make(Stub(kind, mayHaveBeenSent: false)).failure(
      of: Call("GET", "/workflows"))
    #expect(error.kind == expected[kind])
    #expect(error.environment == "staging")
  }

  @Test("a key that comes back in an answer stands in no error, cut or whole")
  func echoedKey() async throws {
    let key = N8NClient.testKey
    let echoes: [HTTPResponse] = [
      .json(["message": .string("unknown key \(key)!")], status: 400), .text("<p>\(key)</p>", status: 404),
      .text(key + key), .text(String(repeating: "<b>", count: 5458) + key, status: 500),
      HTTPResponse(status: 302, headers: ["Location": "https://x/\(key)"]), .text("x", type: key),
    ]
    for echo in echoes {
      let error = try await error(echo)
      #expect(!error.description.contains("n8n_api_0"), "\(error)")
    }
  }

  @Test("what n8n says comes out on one line, printable and bounded")
  func cleaned() async throws {
    let message = "a\n\u{1B}[31mb\u{202E}c\u{0}" + String(repeating: "x", count: 5000)
    let cause = try await error(.json(["message": .string(message)], status: 400)).cause
    #expect(cause.hasPrefix("n8n says: a [31mb c xxx"))
    #expect(cause.count < 700)
  }
}

/// One message of n8n, in its own small table: the recordings have them all, and are not always there.
struct Message: Sendable, CustomTestStringConvertible {
  let status: Int
  let text: String
  let kind: N8NError.Kind
  var pointer: String?
  var subject: String?
  var testDescription: String { text }

  init(_ status: Int, _ text: String, _ kind: N8NError.Kind, pointer: String? = nil, subject: String? = nil) {
    (self.status, self.text, self.kind, self.pointer, self.subject) = (status, text, kind, pointer, subject)
  }

  static let all = keys + request + structure + publishing + references

  private static let keys = [
    Message(401, "'X-N8N-API-KEY' header required", .wrongKey), Message(401, "unauthorized", .wrongKey),
    Message(401, "Unauthorized", .wrongKey),
    Message(403, "Forbidden", .missingScope, subject: "workflow:read"),
    Message(
      403, "Your license does not allow for feat:variables. To enable feat:variables, please upgrade.",
      .licenceNeeded,
      subject: "feat:variables"),
  ]
  private static let request = [
    Message(404, "not found", .unsupported), Message(404, "Not Found", .notFound),
    Message(405, "GET method not allowed", .unsupported),
    Message(
      404, "You do not have permission to update this workflow. Ask the owner to share it with you.",
      .notFound),
    Message(400, "Unknown query parameter 'publishIfActive'", .invalidQuery, subject: "publishIfActive"),
    Message(400, "request/query/limit must be <= 250", .invalidQuery, subject: "limit"),
    Message(400, "An invalid cursor was provided", .invalidCursor),
    Message(400, "request/body must NOT have additional properties", .unknownField, pointer: ""),
    Message(
      400, "request/body/settings must NOT have additional properties", .unknownField, pointer: "/settings"),
    Message(
      400, "request/body Unrecognized key(s) in object: 'a', 'b'", .unknownField, pointer: "/a", subject: "a"),
    Message(
      400, "request/body/nodes/0 Unrecognized key(s) in object: 'color'", .unknownField,
      pointer: "/nodes/0/color"),
    Message(400, "request/body/active is read-only", .readOnlyField, pointer: "/active", subject: "active"),
    Message(
      400, "request/body/activeVersion must pass \"readOnly\" keyword validation", .readOnlyField,
      pointer: "/activeVersion"),
    Message(400, "request/body must have required property 'settings'", .missingField, pointer: "/settings"),
    Message(
      400, "request/body/name Expected string, received number", .invalidField, pointer: "/name",
      subject: "name"),
    Message(
      400, "request/body/settings/timezone must be string", .invalidField, pointer: "/settings/timezone"),
    Message(400, "Workflow name must be 1 to 128 characters long.", .invalidName),
    Message(415, "unsupported media type application/x-www-form-urlencoded", .wrongMediaType),
  ]
  private static let structure = [
    Message(
      400, "Workflow structure is invalid. nodes[1].name (duplicate_node_name): Duplicate node name \"Same\"",
      .invalidStructure, pointer: "/nodes/1/name", subject: "duplicate_node_name"),
    Message(
      400,
      "Workflow structure is invalid. connections.Hook.main[0][0].node (unknown_connection_target): no such node",
      .invalidStructure, pointer: "/connections/Hook/main/0/0/node", subject: "unknown_connection_target"),
  ]
  private static let publishing = [
    Message(400, "There is a conflict with one of the webhooks.", .webhookConflict),
    Message(409, "There is a conflict with one of the webhooks.", .webhookConflict),
    Message(
      400, "The URL path that the \"Hook\" node uses is already taken. Please change it to something else.",
      .webhookConflict, subject: "Hook"),
    Message(
      400, "Workflow \"A\" (ID: x) has no node to start the workflow - at least one trigger is required",
      .noTrigger),
    Message(
      400, "Workflow cannot be activated because it has no trigger node. At least one is required.",
      .noTrigger),
    Message(
      400, "Unrecognized node type: n8n-nodes-nowhere.ghost", .unknownNodeType,
      subject: "n8n-nodes-nowhere.ghost"),
    Message(
      400, "Cannot publish workflow: 1 node have configuration issues:\n\nNode \"Done\":\n  - x",
      .incompleteNodes),
    Message(
      400,
      "Cannot publish workflow: Node \"Call\" references workflow Ab1 (\"Child\") which is not published. Please ...",
      .subworkflowNotPublished, subject: "Ab1"),
    Message(400, "Cannot update an archived workflow.", .archived),
    Message(400, "Cannot activate an archived workflow.", .archived),
    Message(400, "Workflow is not archived.", .notArchived),
    Message(409, "Cannot delete a published workflow. Unpublish it before deleting.", .stillPublished),
    Message(
      409, "Workflow is still being unpublished. Please try again in a few moments.", .stillUnpublishing),
  ]
  private static let references = [
    Message(404, "Some tags not found", .unknownTag), Message(404, "Project not found", .unknownProject),
    Message(
      400, "Could not find project with the id \"x\". Make sure you have the permission.", .unknownProject),
    Message(409, "Tag already exists", .alreadyExists),
    Message(
      400, "The workflow you are trying to save contains credentials that are not shared with you",
      .unknownCredential),
    Message(
      400, "Credential with ID \"c1\" does not exist for type \"slackApi\".", .unknownCredential,
      subject: "c1"),
    Message(400, "req.body.type is not a known type", .unknownCredentialType),
    Message(
      400, "request.body.data is not allowed to have the additional property \"nope\"", .invalidCredentialData
    ),
  ]
}
