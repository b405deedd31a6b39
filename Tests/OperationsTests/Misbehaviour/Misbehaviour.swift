import HTTP
import JSON
import Synchronization

/// One way in which an instance misbehaves while it is read, and what the user reads of it.
struct Misbehaviour: Sendable, CustomStringConvertible {
  /// What the user reads.
  enum Outcome: Sendable {
    /// The sync changes nothing; cause and remedy as printed.
    case refuses(String, remedy: String, call: String = "GET /workflows")
    /// The others are taken over; the item is told so.
    case tells(String)
    /// All else is taken over; one of the lists that an instance need not offer is told so.
    case leavesOut(String, remedy: String)
    /// It is data like any other: one file changes.
    case takes
    /// Nothing is lost and nothing has to be said.
    case copes
  }

  let name: String
  let outcome: Outcome
  /// Answers in the instance's place, or lets it answer.
  let answer: @Sendable (HTTPRequest, Router) async throws(HTTPError) -> HTTPResponse

  init(
    _ name: String, _ outcome: Outcome,
    _ answer: @escaping @Sendable (HTTPRequest, Router) async throws(HTTPError) -> HTTPResponse
  ) {
    self.name = name
    self.outcome = outcome
    self.answer = answer
  }

  /// The name.
  var description: String { name }

  /// Its row in the documentation.
  var row: String {
    let words =
      switch outcome {
      case .refuses(let why, let remedy, _): "\(why) | \(remedy)."
      case .tells(let text): "the others are read; `\(text)` | look at that item in n8n"
      case .leavesOut(let text, let remedy): "all else is read; `\(text)` | \(remedy)."
      case .takes: "nothing: it is stored as data | nothing"
      case .copes: "nothing: it is dealt with | nothing"
      }
    return "| \(name) | \(words) |"
  }
}

/// The network between us and an instance that misbehaves.
struct MisbehavingNetwork: HTTPTransport {
  let base: Router
  let misbehaviour: Misbehaviour

  func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse {
    try await misbehaviour.answer(request, base)
  }
}

extension Misbehaviour {
  /// One that strikes the list of workflows and leaves all else alone.
  static func list(
    _ name: String, _ outcome: Outcome,
    _ answer: @escaping @Sendable (HTTPRequest, Router) async throws(HTTPError) -> HTTPResponse
  ) -> Misbehaviour {
    Misbehaviour(name, outcome) { request, router throws(HTTPError) in
      guard request.url.contains("/workflows?") else { return try await router.send(request) }
      return try await answer(request, router)
    }
  }

  /// One that answers the list with something else.
  static func answer(_ name: String, _ outcome: Outcome, _ response: HTTPResponse) -> Misbehaviour {
    list(name, outcome) { _, _ throws(HTTPError) in response }
  }

  /// One that changes what each answer says of workflows: lists and single ones.
  ///
  /// - Parameter damage: is handed the items of a list, or the single one.
  static func items(
    _ name: String, _ outcome: Outcome, _ damage: @escaping @Sendable ([JSON]) -> [JSON]
  ) -> Misbehaviour {
    list(name, outcome) { request, router throws(HTTPError) in
      var response = try await router.send(request)
      guard var json = try? JSON(parsing: response.body), let items = json["data"]?.arrayValue else {
        return response
      }
      _ = json.set(.array(damage(items)), at: JSONPointer().appending("data"))
      response.body = json.bytes(.compact)
      return response
    }
  }

  /// One that strikes the first requests for the list only.
  static func first(
    _ count: Int, _ name: String, _ outcome: Outcome,
    _ answer: @escaping @Sendable (HTTPRequest, Router) async throws(HTTPError) -> HTTPResponse
  ) -> Misbehaviour {
    let left = Mutex(count)
    return list(name, outcome) { request, router throws(HTTPError) in
      let strikes = left.withLock {
        $0 -= 1
        return $0 >= 0
      }
      return strikes ? try await answer(request, router) : try await router.send(request)
    }
  }
}

extension HTTPResponse {
  static func json(_ json: JSON, status: Int = 200, headers: HTTPHeaders = [:]) -> HTTPResponse {
    HTTPResponse(
      status: status, headers: headers.adding("Content-Type", "application/json; charset=utf-8"),
      body: json.bytes(.compact))
  }

  static func page(_ text: String, status: Int = 200, type: String = "text/html; charset=utf-8")
    -> HTTPResponse
  {
    HTTPResponse(status: status, headers: ["Content-Type": type], body: Array(text.utf8))
  }

  /// n8n's own way to say no.
  static func refusal(_ status: Int, _ message: String, _ headers: HTTPHeaders = [:]) -> HTTPResponse {
    .json(["message": .string(message)], status: status, headers: headers)
  }
}
