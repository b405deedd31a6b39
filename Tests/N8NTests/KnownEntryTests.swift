import Digest
import HTTP
import JSON
import Synchronization
import Testing

@testable import N8N

@Suite("Entries that are known")
struct KnownEntryTests {
  private static func workflow(_ id: String, _ name: String = "W") -> String {
    #"{"id":"\#(id)","name":"\#(name)","nodes":[{"a":"]},{"}]}"#
  }

  private static func body(_ entries: [String], after: String = #""nextCursor":null}"#) -> [UInt8] {
    Array((#"{"data":["# + entries.joined(separator: ",") + "]," + after).utf8)
  }

  private static func known(_ entries: [String: String]) -> KnownEntries {
    let ids = entries.map { (Digest.sha256(Array($0.value.utf8)), $0.key) }
    return KnownEntries { Dictionary(uniqueKeysWithValues: ids) }
  }

  private func page(_ body: [UInt8], _ known: KnownEntries?) async throws -> Page<RemoteWorkflow> {
    let stub = Stub { _ throws(HTTPError) in
      HTTPResponse(status: 200, headers: ["Content-Type": "application/json"], body: body)
    }
    let pages = try N8NClient.make(stub).workflows(known: known).makeAsyncIterator()
    return try #require(try await pages.next())
  }

  @Test("what is known byte for byte is told by its id; everything else is read, with its digest")
  func mixed() async throws {
    let (a, b, c) = (Self.workflow("a"), Self.workflow("b"), Self.workflow("c"))
    let page = try await page(Self.body([a, b, c]), Self.known(["a": a, "c": c]))
    #expect(page.known == ["a", "c"])
    #expect(page.items.map(\.id) == ["b"])
    #expect(page.digests == [Digest.sha256(Array(b.utf8))])
  }

  @Test("one byte more or less is another entry")
  func changed() async throws {
    let page = try await page(Self.body([Self.workflow("a", "V")]), Self.known(["a": Self.workflow("a")]))
    #expect(page.known.isEmpty)
    #expect(page.items.map(\.name) == ["V"])
  }

  @Test(
    "a page that comes again as a whole is told by its ids, without asking for entries; its cursor leads on")
  func wholePages() async throws {
    // The second begins with the last of the first, as lists that count are asked for.
    let cursor = OffsetCursor(limit: 2, offset: 2).text
    let bodies = [
      Self.body([Self.workflow("a"), Self.workflow("b")], after: #""nextCursor":"\#(cursor)"}"#),
      Self.body([Self.workflow("b"), Self.workflow("c")]),
    ]
    let stub = Stub { request throws(HTTPError) in
      HTTPResponse(
        status: 200, headers: ["Content-Type": "application/json"],
        body: bodies[request.url.contains("cursor") ? 1 : 0])
    }
    let client = try N8NClient.make(stub)
    var seen: [SeenPage] = []
    for try await page in client.workflows(known: KnownEntries()) {
      #expect(!page.isKnown)
      seen.append(try #require(page.seen))
    }
    #expect(seen.map(\.ids) == [["a", "b"], ["b", "c"]] && seen.map(\.nextCursor) == [cursor, nil])
    var again: [[String]] = []
    let known = KnownEntries(pages: seen) {
      Issue.record("entries of known pages are not asked for")
      return [:]
    }
    for try await page in client.workflows(known: known) {
      #expect(page.isKnown && !page.isShifted && page.items.isEmpty)
      #expect(page.seen == seen[again.count])
      again.append(page.known)
    }
    #expect(again == [["a", "b"], ["c"]])
  }

  /// A list of workflows `0`, `1`, ..., two to a page, asked for as lists that count are.
  private static func list(_ request: HTTPRequest, of count: Int) -> HTTPResponse {
    let cursor = request.url.split(separator: "cursor=").dropFirst().first.flatMap {
      OffsetCursor(String($0.prefix { $0 != "%" }))
    }
    let range = (cursor?.offset ?? 0)..<min(count, (cursor?.offset ?? 0) + 2)
    let next = range.upperBound < count ? OffsetCursor(limit: 2, offset: range.upperBound).text : nil
    return HTTPResponse(
      status: 200, headers: ["Content-Type": "application/json"],
      body: body(
        range.map { workflow("\($0)") },
        after: next.map { #""nextCursor":"\#($0)"}"# } ?? #""nextCursor":null}"#))
  }

  @Test("the pages of a list that was read before are asked for two at a time, as the last time")
  func ahead() async throws {
    let asked = Mutex(0)
    let isUsual = Mutex(false)
    let stub = Stub { request throws(HTTPError) in
      let number = asked.withLock { count in
        count += 1
        return count
      }
      // The first page comes only when the second is asked for.
      while isUsual.withLock({ $0 }), number == 1, asked.withLock({ $0 }) < 2 { await Task.yield() }
      return Self.list(request, of: 5)
    }
    let client = try N8NClient.make(stub)
    var seen: [SeenPage] = []
    for try await page in client.workflows(known: KnownEntries()) { seen.append(try #require(page.seen)) }
    let requests = stub.requests.map(\.url)
    isUsual.withLock { $0 = true }
    asked.withLock { $0 = 0 }
    var known: [String] = []
    for try await page in client.workflows(known: KnownEntries(pages: seen)) { known += page.known }
    #expect(known == ["0", "1", "2", "3", "4"])
    #expect(stub.requests.map(\.url).dropFirst(requests.count).sorted() == requests.sorted())
  }

  @Test(
    "a list that does not go on as the last time is read as it goes on now", arguments: [1, 2, 3, 4, 5, 9])
  func otherwise(_ count: Int) async throws {
    let length = Mutex(6)
    let stub = Stub { request throws(HTTPError) in Self.list(request, of: length.withLock { $0 }) }
    let client = try N8NClient.make(stub)
    var seen: [SeenPage] = []
    for try await page in client.workflows(known: KnownEntries()) { seen.append(try #require(page.seen)) }
    length.withLock { $0 = count }
    var ids: [String] = []
    for try await page in client.workflows(known: KnownEntries(pages: seen)) {
      #expect(!page.isShifted)
      ids += page.known + page.items.map(\.id)
    }
    #expect(ids == (0..<count).map(String.init))
  }

  @Test("a page on which something cannot be read is not known the next time")
  func notWhole() async throws {
    let page = try await page(Self.body([Self.workflow("a"), #"{"name":"no id"}"#]), KnownEntries())
    #expect(page.items.count == 1 && page.unreadable.count == 1 && page.seen == nil)
  }

  @Test("nobody asks, nothing is digested")
  func unasked() async throws {
    let page = try await page(Self.body([Self.workflow("a")]), nil)
    #expect(page.digests.isEmpty && page.items.count == 1 && page.seen == nil)
  }

  @Test("a list that repeats its member is read as the parser reads it: the last one counts")
  func repeated() async throws {
    let a = Self.workflow("a")
    let page = try await page(
      Self.body([a], after: #""data":[\#(Self.workflow("b"))],"nextCursor":null}"#), Self.known(["a": a]))
    #expect(page.known.isEmpty)
    #expect(page.items.map(\.id) == ["b"])
  }

  @Test(
    "a damaged page is the error that it is without known entries",
    arguments: [
      #""nextCursor":null"#, #""nextCursor":nul}"#, #""nextCursor":null}}"#, #""nextCursor":7}"#, "",
    ])
  func damaged(_ end: String) async throws {
    let a = Self.workflow("a")
    let body = Self.body([a], after: end)
    let plain = await #expect(throws: N8NError.self) { try await page(body, nil) }
    let knowing = await #expect(throws: N8NError.self) { try await page(body, Self.known(["a": a])) }
    #expect(plain?.kind == knowing?.kind && plain?.cause == knowing?.cause)
  }

  @Test("entries that are no workflow stay in their places beside known ones")
  func unreadable() async throws {
    let a = Self.workflow("a")
    let page = try await page(Self.body(["null", a, "7"]), Self.known(["a": a]))
    #expect(page.known == ["a"])
    #expect(page.unreadable.map(\.index) == [0, 2])
  }
}

@Suite("Foreseeing the next page")
struct CursorForesightTests {
  private func cursor(_ text: String) -> String? { CursorForesight.cursor(atEndOf: Array(text.utf8)) }

  @Test("the cursor stands at the end of the page")
  func found() {
    #expect(cursor(#"{"data":[],"nextCursor":"eyJsaW1pdCI6MjUwfQ=="}"#) == "eyJsaW1pdCI6MjUwfQ==")
  }

  @Test(
    "where none does, none is foreseen",
    arguments: [
      "", "}", #""}"#, #"{"data":[],"nextCursor":null}"#, #"{"data":[],"nextCursor":""}"#,
      #"{"nextCursor":"a b"}"#, #"{"nextCursor":"abc" }"#, #"{"nextCursor":"abc","x":"y"}"#,
      #"Cursor":"abc"}"#,
    ])
  func none(_ text: String) { #expect(cursor(text) == nil) }

  @Test("a page that ends like one with a cursor and has none is the last")
  func misled() async throws {
    let body = Array(#"{"data":[{"id":"1","name":"t"}],"x":{"nextCursor":"abc"}}"#.utf8)
    let tricked = Array(
      #"{"data":[{"id":"1","name":"t"}],"nextCursor":null,"x":"\"nextCursor\":\"abc"}"#.utf8)
    for body in [body, tricked] {
      let stub = Stub { _ throws(HTTPError) in
        HTTPResponse(status: 200, headers: ["Content-Type": "application/json"], body: body)
      }
      #expect(try await N8NClient.make(stub).tags().all { $0.id }.count == 1)
    }
  }
}
