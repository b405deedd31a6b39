import JSON
import Testing

@testable import Simulator

@Suite("Lists")
struct ListTests {
  private func filled(_ count: Int, _ release: N8NRelease = .v2_40_7) -> TestInstance {
    let instance = TestInstance(release)
    for number in 0..<count { _ = instance.create(Sample.workflow("Flow \(number)", path: "p\(number)")) }
    return instance
  }

  @Test("Pages go by offset in the order of the ids")
  func pages() {
    let instance = filled(7)
    var ids: [String] = []
    var cursor = ""
    repeat {
      let page = instance.call("GET", "/workflows?limit=3" + (cursor.isEmpty ? "" : "&cursor=\(cursor)"))
      ids += page.ids
      cursor = page.json["nextCursor"]?.stringValue ?? ""
    } while !cursor.isEmpty
    #expect(ids.count == 7)
    #expect(ids == ids.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    let first = instance.call("GET", "/workflows?limit=3")
    #expect(first.json["nextCursor"] == "eyJsaW1pdCI6Mywib2Zmc2V0IjozfQ==")
    #expect(instance.call("GET", "/workflows?limit=7").json["nextCursor"] == .null)
  }

  @Test("A list that changes while it is paged loses one or shows one twice")
  func shifting() {
    let instance = filled(6)
    let all = instance.call("GET", "/workflows").ids
    let first = instance.call("GET", "/workflows?limit=3")
    instance.call("DELETE", "/workflows/\(all[0])")
    let cursor = first.json["nextCursor"]?.stringValue ?? ""
    let second = instance.call("GET", "/workflows?limit=3&cursor=\(cursor)")
    #expect(!(first.ids + second.ids).contains(all[3]))
  }

  @Test("Limits: 250 before 2.40.7, and 0 never ends")
  func limits() {
    #expect(
      filled(0, .v2_30_8).call("GET", "/workflows?limit=251").message == "request/query/limit must be <= 250")
    #expect(filled(0).call("GET", "/workflows?limit=1000").status == 200)
    let all = filled(3).call("GET", "/workflows?limit=0")
    #expect(all.ids.count == 3)
    #expect(all.json["nextCursor"] == "eyJsaW1pdCI6MCwib2Zmc2V0IjowfQ==")
    #expect(filled(0).call("GET", "/workflows?cursor=nonsense").message == "An invalid cursor was provided")
    #expect(filled(0).call("GET", "/workflows?cursor=e30=").status == 400)
  }

  @Test("Filters; a misspelt one is ignored by 2.40.7")
  func filters() {
    let instance = filled(4)
    let id = instance.call("GET", "/workflows?name=flow%202").ids
    #expect(id.count == 1)
    instance.call("POST", "/workflows/\(id[0])/activate")
    #expect(instance.call("GET", "/workflows?active=true").ids == id)
    #expect(instance.call("GET", "/workflows?active=false").ids.count == 3)
    let tag = instance.simulator.addTag(name: "crm")
    instance.call("PUT", "/workflows/\(id[0])/tags", [["id": .string(tag)]])
    #expect(instance.call("GET", "/workflows?tags=crm").ids == id)
    #expect(instance.call("GET", "/workflows?tags=crm,other").ids.isEmpty)
    #expect(instance.call("GET", "/workflows?projectId=x").ids.isEmpty)
    #expect(instance.call("GET", "/workflows?nonsense=1").ids.count == 4)
    #expect(
      filled(0, .v2_30_8).call("GET", "/workflows?nonsense=1").message == "Unknown query parameter 'nonsense'"
    )
  }

  @Test("A written item follows every change")
  func freshItems() {
    let instance = filled(1)
    let id = instance.call("GET", "/workflows").ids[0]
    func item() -> JSON { instance.call("GET", "/workflows").json["data"]?[0] ?? .null }
    #expect(item()["active"] == false)
    instance.call("POST", "/workflows/\(id)/activate")
    #expect(item()["active"] == true)
    instance.clock.advance(1000)
    #expect(item()["triggerCount"] == 1)
    let tag = instance.call("POST", "/tags", ["name": "one"]).id
    instance.call("PUT", "/workflows/\(id)/tags", [["id": .string(tag)]])
    #expect(item()["tags"]?[0]?["name"] == "one")
    instance.call("PUT", "/tags/\(tag)", ["name": "two"])
    #expect(item()["tags"]?[0]?["name"] == "two")
    instance.call("DELETE", "/tags/\(tag)")
    #expect(item()["tags"] == [])
    instance.call("PUT", "/workflows/\(id)", Sample.workflow("New").with("pinData", ["Hook": []]))
    #expect(item()["pinData"] == ["Hook": []])
    #expect(instance.call("GET", "/workflows?excludePinnedData=true").json["data"]?[0]?["pinData"] == nil)
  }

  @Test("Credentials are listed newest first")
  func credentials() {
    let instance = TestInstance()
    let ids = ["a", "b"].map { instance.simulator.addCredential(type: "httpHeaderAuth", name: $0) }
    #expect(instance.call("GET", "/credentials").ids == ids.reversed())
  }
}
