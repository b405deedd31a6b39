import Foundation
import HTTP
import JSON

extension Misbehaviours {
  static let lists: [Misbehaviour] = [
    .list(
      "the next page is always the same",
      .refuses(
        "the list did not end after page 2",
        remedy: "Look for a proxy that answers from a cache; report it if there is none")
    ) { _, _ throws(HTTPError) in .json(["data": [], "nextCursor": "again"]) },
    .answer(
      "nextCursor is a number",
      .refuses(
        "nextCursor is a number, not a string",
        remedy: "Check that the URL is that of n8n's public API, and report it if it is"),
      .json(["data": [], "nextCursor": 7])),
    .list("the limit is ignored: pages of two", .copes) { request, router throws(HTTPError) in
      var request = request
      request.url = request.url.replacing("limit=250", with: "limit=2")
      return try await router.send(request)
    },
    .items("the same workflow twice on a page", .copes) { $0 + $0.prefix(1) },
    .items("a workflow is left out of the list and is there", .copes) { Array($0.dropFirst()) },
    Misbehaviour(
      "a workflow cannot be looked up that the list leaves out",
      .refuses("n8n says: Forbidden", remedy: scope, call: "GET /workflows/")
    ) { request, router throws(HTTPError) in
      if request.url.contains("/workflows/") { return .refusal(403, "Forbidden") }
      var response = try await router.send(request)
      if request.url.contains("/workflows?") {
        response.body = Array("{\"data\":[],\"nextCursor\":null}".utf8)
      }
      return response
    },
    Misbehaviour("its clock is two hundred years fast", .copes) { request, router throws(HTTPError) in
      var response = try await router.send(request)
      response.headers["Date"] = "Tue, 01 Jan 2226 00:00:00 GMT"
      return response
    },
  ]

  private static let scope =
    "Give the key the scope workflow:read in n8n (Settings, n8n API), or use the environment's other key"

  /// The first item is struck; all others are as they were.
  static let items: [Misbehaviour] = [
    .items("an entry of a list is no object", .tells("a string")) { ["nonsense"] + $0 },
    .items("a workflow has no id", .tells("an object without what identifies it")) {
      [["name": "Stray", "nodes": [], "connections": [:]]] + $0
    },
    .items("a workflow has no name", .tells("an object without what identifies it")) {
      changing($0) { $0["name"] = nil }
    },
    .items("a workflow's name is a number", .tells("an object without what identifies it")) {
      changing($0) { $0["name"] = 7 }
    },
    .items("a workflow has no nodes", .tells("it has no nodes")) { changing($0) { $0["nodes"] = nil } },
    .items("a workflow has a million nodes", .tells("it has 1000000 nodes, more than 10000")) {
      changing($0) { $0["nodes"] = .array(Array(repeating: [:], count: 1_000_000)) }
    },
    .items("a workflow's nodes are no objects", .tells("one of its nodes is no object")) {
      changing($0) { $0["nodes"] = [1, "two", nil] }
    },
    .items("a workflow's id leaves its folder", .tells("its id is none of n8n")) {
      [["id": "../../main", "name": "Hostile", "nodes": [], "connections": [:]]] + $0
    },
    .items("a workflow's name is full of control characters", .takes) {
      changing($0) { $0["name"] = "../\u{0}\u{1B}[31m\n\"<script>`$(id)\u{202E}" }
    },
    .list("a workflow is nested two thousand deep", .tells("nested deeper than 512 levels")) {
      request, router throws(HTTPError) in
      var response = try await router.send(request)
      let text = String(decoding: response.body, as: UTF8.self)
      let deep = String(repeating: "[", count: 2000) + String(repeating: "]", count: 2000)
      let struck = text.replacing("\"name\":\"Weekly report\"", with: "\"name\":\"W\",\"deep\":\(deep)")
      response.body = Array(struck.utf8)
      return response
    },
  ]

  private static func changing(_ items: [JSON], _ change: (inout JSONObject) -> Void) -> [JSON] {
    guard case .object(var first)? = items.first else { return items }
    change(&first)
    return [.object(first)] + items.dropFirst()
  }
}
