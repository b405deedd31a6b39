import HTTP
import JSON
import N8N
import Synchronization
import Testing

@Suite("N8N lists", .timeLimit(.minutes(2)))
struct PagingTests {
  /// A list of tags in pages; the cursor is the number of the next page.
  private static func page(_ request: HTTPRequest, of count: Int, size: Int = 2) -> HTTPResponse {
    let index = request.url.split(separator: "cursor=").dropFirst().first.flatMap { Int($0) } ?? 0
    let items = (0..<size).map {
      JSON.object(["id": .string("\(index)-\($0)"), "name": .string("tag \(index)")])
    }
    return .json(["data": .array(items), "nextCursor": index + 1 < count ? .string("\(index + 1)") : .null])
  }

  @Test("pages come in order, whole, and the filters go with each cursor")
  func order() async throws {
    let stub = Stub { request throws(HTTPError) in Self.page(request, of: 4) }
    let client = try N8NClient.make(stub)
    var seen: [String] = []
    var last: [Bool] = []
    for try await page in client.tags() {
      seen += page.items.map(\.id)
      last.append(page.isLast)
      #expect(page.number == last.count)
      #expect(page.byteCount > 0)
    }
    #expect(seen == ["0-0", "0-1", "1-0", "1-1", "2-0", "2-1", "3-0", "3-1"])
    #expect(last == [false, false, false, true])
    #expect(stub.requests.count == 4)
    #expect(stub.requests.allSatisfy { $0.url.contains("limit=250") })
  }

  @Test("the next page is under way while one is worked on, and only that one")
  func prefetch() async throws {
    let asked = Mutex(0)
    let stub = Stub { request throws(HTTPError) in
      asked.withLock { $0 += 1 }
      return Self.page(request, of: 6)
    }
    let client = try N8NClient.make(stub)
    var number = 0
    for try await page in client.tags() {
      number += 1
      let expected = page.isLast ? number : number + 1
      // The next request must come by itself, while this body runs...
      while asked.withLock({ $0 }) < expected { await Task.yield() }
      // ...and no further one.
      try await Task.sleep(for: .milliseconds(20))
      #expect(asked.withLock { $0 } == expected)
    }
    #expect(number == 6)
  }

  @Test("leaving a list early gives up the page that is under way")
  func leaving() async throws {
    let cancelled = Mutex(false)
    let stub = Stub { request throws(HTTPError) in
      guard request.url.contains("cursor") else { return Self.page(request, of: 9) }
      try? await Task.sleep(for: .seconds(60))
      cancelled.withLock { $0 = Task.isCancelled }
      throw HTTPError(kind: .cancelled, url: "", detail: "", mayHaveBeenSent: true)
    }
    let client = try N8NClient.make(stub)
    for try await _ in client.tags() {
      while stub.requests.count < 2 { await Task.yield() }
      break
    }
    while !cancelled.withLock({ $0 }) { await Task.yield() }
  }

  @Test("cancelling the task that reads a list cancels the request")
  func cancelling() async throws {
    let stub = Stub { _ throws(HTTPError) in
      try? await Task.sleep(for: .seconds(60))
      throw HTTPError(kind: .cancelled, url: "", detail: "", mayHaveBeenSent: true)
    }
    let client = try N8NClient.make(stub)
    let task = Task {
      try await expectFailure { () throws(N8NError) in _ = try await client.tags().all { $0.id } }
    }
    while stub.requests.isEmpty { await Task.yield() }
    task.cancel()
    #expect(try await task.value.kind == .cancelled)
  }

  @Test("a cursor that comes again ends the list with an error")
  func endless() async throws {
    let stub = Stub(.json(["data": [["id": "1", "name": "a"]], "nextCursor": "same"]))
    let client = try N8NClient.make(stub)
    let error = try await expectFailure { () throws(N8NError) in _ = try await client.tags().all { $0.id } }
    #expect(error.kind == .endlessList)
    #expect(stub.requests.count == 2)
  }

  @Test("an error on a later page is thrown there, and the list ends with it")
  func laterError() async throws {
    let stub = Stub { request throws(HTTPError) in
      request.url.contains("cursor") ? .text("<html>", status: 502) : Self.page(request, of: 3)
    }
    let client = try N8NClient.make(stub)
    let iterator = client.tags().makeAsyncIterator()
    #expect(try await iterator.next()?.items.count == 2)
    let error = try await expectFailure { () throws(N8NError) in _ = try await iterator.next() }
    #expect(error.kind == .gateway)
    #expect(try await iterator.next() == nil)
  }

  @Test("an entry that is not what the list is of is told by its place, the others are read")
  func unreadable() async throws {
    let entries: JSON = [
      ["id": "1", "name": "a"], "x", ["id": "2"], .null, ["id": 3, "name": "c"], ["id": "", "name": "d"],
    ]
    let stub = Stub(.json(["data": entries]))
    let page = try #require(try await N8NClient.make(stub).tags().makeAsyncIterator().next())
    #expect(page.items.map(\.id) == ["1", "3"])
    #expect(page.unreadable.map(\.index) == [1, 2, 3, 5])
    #expect(page.unreadable[0].reason == "a string")
  }

  @Test(
    "what is not a page is an error",
    arguments: [[], ["data": [:]], ["data": [], "nextCursor": 7], "text", ["data": [], "nextCursor": [:]]]
      as [JSON])
  func notAPage(_ json: JSON) async throws {
    let client = try N8NClient.make(Stub(.json(json)))
    let error = try await expectFailure { () throws(N8NError) in _ = try await client.tags().all { $0.id } }
    #expect(error.kind == .unexpectedShape)
  }

  @Test("items that come twice count once")
  func twice() async throws {
    let stub = Stub { request throws(HTTPError) in
      .json([
        "data": [
          ["id": "1", "name": "a"], ["id": .string(request.url.contains("cursor") ? "3" : "2"), "name": "b"],
        ],
        "nextCursor": request.url.contains("cursor") ? .null : "next",
      ])
    }
    #expect(try await N8NClient.make(stub).tags().all { $0.id }.map(\.id) == ["1", "2", "3"])
  }

  @Test("a list that this n8n has not is unsupported, one without licence says so")
  func unavailable() async throws {
    let old = try N8NClient.make(Stub(.json(["message": "GET method not allowed"], status: 405)))
    let credentials = try await expectFailure { () throws(N8NError) in
      _ = try await old.credentials().all { $0.id }
    }
    #expect(credentials.isUnsupported)
    let message: JSON = ["message": "Your license does not allow for feat:variables. To enable..."]
    let free = try N8NClient.make(Stub(.json(message, status: 403)))
    let variables = try await expectFailure { () throws(N8NError) in
      _ = try await free.variables().all { $0.id }
    }
    #expect(variables.kind == .licenceNeeded)
    #expect(variables.subject == "feat:variables")
  }
}
