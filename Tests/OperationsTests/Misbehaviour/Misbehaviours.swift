import HTTP
import JSON

/// All of them: docs/misbehaviour.md has a row each.
enum Misbehaviours {
  static let all = keys + pages + statuses + network + lists + items

  private static let url =
    "Check the environment's URL, and let the API path pass whatever asks people to log in"
  private static let cut = "Look for a proxy that cuts or changes answers, and at the log of the instance"
  private static let proxy = "Look at the proxy and at whether n8n runs behind it"
  private static let shape = "Check that the URL is that of n8n's public API, and report it if it is"
  private static let newKey =
    "Make a new key in n8n (Settings, n8n API) and point the environment's key reference at it"
  private static let slow =
    "Try again; if it is that slow, give it more time (--timeout and --stall-timeout of n8n-ops env add and env edit)"
  private static let broken = "Try again; look at the proxy if it happens often"

  static let keys: [Misbehaviour] = [
    .answer(
      "the key is wrong or has run out", .refuses("n8n says: unauthorized", remedy: newKey),
      .refusal(401, "unauthorized")),
    .answer(
      "the key lacks a scope",
      .refuses(
        "n8n says: Forbidden",
        remedy:
          "Give the key the scope workflow:list in n8n (Settings, n8n API), or use the environment's other key"
      ), .refusal(403, "Forbidden")),
    .answer(
      "the licence lacks a feature that cannot be done without",
      .refuses(
        "n8n says: Your license does not allow for feat:apiAccess.",
        remedy: "The instance needs a licence with feat:apiAccess; everything else goes on without it"),
      .refusal(403, "Your license does not allow for feat:apiAccess.")),
    Misbehaviour(
      "the key may not list credentials, tags or users",
      .leavesOut(
        "credentials cannot be read: n8n says: Forbidden",
        remedy:
          "Give the key the scope credential:list in n8n (Settings, n8n API), or use the environment's other key"
      )
    ) {
      request, router throws(HTTPError) in
      let isListed = ["/users", "/tags", "/credentials"].contains { request.url.contains($0) }
      return isListed ? .refusal(403, "Forbidden") : try await router.send(request)
    },
  ]

  static let pages: [Misbehaviour] = [
    .answer(
      "200 with an HTML page, as from a gateway",
      .refuses("the answer is not JSON but text/html; charset=utf-8: Please sign in", remedy: url),
      .page("<html><script>no()</script><body>Please <b>sign in</b></body></html>")),
    .answer(
      "200 with a text while n8n starts",
      .refuses("n8n is starting up", remedy: "Wait until it is up; a migration can take minutes"),
      .page("n8n is starting up. Please wait", type: "text/html")),
    .answer(
      "302 to a login page",
      .refuses("302, redirected to https://login.example.com/", remedy: url),
      HTTPResponse(status: 302, headers: ["Location": "https://login.example.com/?next=secret"])),
    .answer(
      "204 and nothing, as for a user agent with \"bot\" in it",
      .refuses(
        "the answer (204) is empty",
        remedy: "Give the program a name without \"bot\" in it; look at filters before n8n"),
      HTTPResponse(status: 204)),
    .answer(
      "JSON under the wrong content type",
      .refuses("the answer is not JSON but text/plain: {\"data\":[],\"nextCursor\":null}", remedy: url),
      .page("{\"data\":[],\"nextCursor\":null}", type: "text/plain")),
    .answer(
      "half a page of JSON, called whole",
      .refuses(
        "the answer is called JSON and is not: line 1, column 20: the text ends where a member name is expected",
        remedy: cut),
      .page("{\"data\":[{\"id\":\"a\",", type: "application/json")),
    .answer(
      "bytes that are no UTF-8",
      .refuses(
        "the answer is called JSON and is not: line 1, column 11: the bytes are not UTF-8", remedy: cut),
      HTTPResponse(
        status: 200, headers: ["Content-Type": "application/json"],
        body: Array("{\"data\":[\"".utf8) + [0xFF, 0xFE] + Array("\"]}".utf8))),
    .answer(
      "JSON of another API",
      .refuses("the answer has no list under \"data\" but an object", remedy: shape),
      .json(["items": [], "total": 0])),
  ]

  static let statuses: [Misbehaviour] = [
    .answer(
      "429 without Retry-After, again and again",
      .refuses(
        "n8n says: Too many requests",
        remedy: "Wait, then run again; ask for fewer requests at a time if it happens often"),
      .refusal(429, "Too many requests")),
    .first(2, "429 with Retry-After, twice", .copes) { _, _ throws(HTTPError) in
      .refusal(429, "Too many requests", ["Retry-After": "3"])
    },
    .answer(
      "429 that asks to wait for an hour",
      .refuses(
        "n8n says: Too many requests",
        remedy: "Wait, then run again; ask for fewer requests at a time if it happens often"),
      .refusal(429, "Too many requests", ["Retry-After": "3600"])),
    .answer(
      "500 by n8n itself",
      .refuses("n8n says: SQLITE_BUSY: database is locked", remedy: "Look at the log of the instance"),
      .refusal(500, "SQLITE_BUSY: database is locked")),
    .answer(
      "502 by a proxy", .refuses("a proxy answered 502: 502 Bad Gateway nginx", remedy: proxy),
      .page("<h1>502 Bad Gateway</h1><hr>nginx", status: 502)),
    .first(3, "503 three times, then well again", .copes) { _, _ throws(HTTPError) in
      .page("busy", status: 503)
    },
    .answer(
      "503 while the database is away",
      .refuses(
        "n8n's database is not ready", remedy: "Wait until it is up; a migration can take minutes"),
      .page("Database is not ready!", status: 503)),
    .answer(
      "the API is switched off or lies elsewhere",
      .refuses("404, not JSON but text/html: Cannot GET /api/v1/workflows", remedy: url),
      .page("<pre>Cannot GET /api/v1/workflows</pre>", status: 404, type: "text/html")),
  ]
}
