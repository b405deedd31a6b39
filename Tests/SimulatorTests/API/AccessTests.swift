import JSON
import Testing

@testable import Simulator

@Suite("Keys, paths and pages")
struct AccessTests {
  @Test("Missing, wrong and expired keys are 401 in the release's words")
  func keys() {
    let old = TestInstance(.v2_30_8)
    #expect(old.call("GET", "/workflows", key: nil).message == "'X-N8N-API-KEY' header required")
    #expect(old.call("GET", "/workflows", key: "wrong").message == "unauthorized")
    let new = TestInstance()
    new.simulator.addKey("short", scopes: nil, expiresAt: Int(new.clock.now) + 1000)
    #expect(new.call("GET", "/workflows", key: "short").status == 200)
    new.clock.advance(1000)
    for key in [nil, "wrong", "short"] {
      #expect(new.call("GET", "/workflows", key: key).message == "Unauthorized")
    }
  }

  @Test("Scopes limit a key from 2.14.2 on; discover shows what it may do")
  func scopes() {
    let old = TestInstance(.v1_123_81)
    let new = TestInstance()
    for instance in [old, new] {
      instance.simulator.addKey("reader", scopes: ["workflow:list", "workflow:read"])
    }
    #expect(old.call("POST", "/workflows", Sample.workflow(), key: "reader").status == 200)
    #expect(old.call("GET", "/discover", key: "reader").message == "not found")
    let refused = new.call("POST", "/workflows", Sample.workflow(), key: "reader")
    #expect(refused.status == 403)
    #expect(refused.message == "Forbidden")
    let data = new.call("GET", "/discover", key: "reader").json["data"]
    #expect(data?["scopes"] == ["workflow:list", "workflow:read"])
    #expect(data?["resources"]?["workflow"]?["operations"] == ["list", "read"])
    #expect(data?["resources"]?["tags"] == nil)
    #expect(new.call("GET", "/discover").json["data"]?["scopes"]?.arrayValue?.count == 106)
  }

  @Test("Unknown paths are 404, known paths with another method 405")
  func paths() {
    let instance = TestInstance(.v1_123_81)
    #expect(instance.call("GET", "/nothing").message == "not found")
    #expect(instance.call("GET", "/credentials").message == "GET method not allowed")
    #expect(instance.call("POST", "/workflows/x/publish").message == "POST method not allowed")
    #expect(instance.call("POST", "/credentials/x/test").message == "not found")
    #expect(instance.call("GET", "/workflows/").status == 200)
  }

  @Test("Robots get an empty 204")
  func robots() {
    let reply = TestInstance().call("GET", "/workflows", headers: [("User-Agent", "my-Bot/1")])
    #expect(reply.status == 204)
    #expect(reply.text.isEmpty)
  }

  @Test("Health, metrics and the editor's page need no key")
  func pages() {
    let instance = TestInstance(.v2_30_8)
    #expect(instance.send("GET", "/healthz").json == ["status": "ok"])
    #expect(instance.send("GET", "/healthz/readiness").json == ["status": "ok"])
    let metrics = instance.send("GET", "/metrics").text
    #expect(metrics.contains(#"n8n_version_info{version="v2.30.8",major="2",minor="30",patch="8"} 1"#))
    let page = instance.send("GET", "/home/workflows")
    #expect(page.status == 200)
    #expect(page.header("Content-Type") == "text/html; charset=utf-8")
  }

  @Test("JSON carries Express's weak tag")
  func etag() {
    let first = TestInstance().send("GET", "/healthz")
    #expect(first.header("ETag") == "W/\"f-VaSQ4oDUiZblZNAEkkN+sX+q3Sg\"")
  }

  @Test("Unlicensed features say so")
  func licence() {
    let reply = TestInstance().call("GET", "/variables")
    #expect(reply.status == 403)
    #expect(
      reply.message
        == "Your license does not allow for feat:variables. To enable feat:variables, please upgrade to a license that supports this feature."
    )
    let pull = TestInstance(.v2_30_8).call("POST", "/source-control/pull", [:])
    #expect(pull.status == 401)
    #expect(pull.json["status"] == "Error")
  }

  @Test("Tags: one answer for a repeated and a too long name")
  func tags() {
    let instance = TestInstance()
    #expect(instance.call("POST", "/tags", ["name": " crm "]).status == 201)
    for name in ["crm", String(repeating: "x", count: 60)] {
      let reply = instance.call("POST", "/tags", ["name": .string(name)])
      #expect(reply.status == 409)
      #expect(reply.message == "Tag already exists")
    }
    let id = instance.create()
    #expect(
      instance.call("PUT", "/workflows/\(id)/tags", [["id": "nowhere"]]).message == "Some tags not found")
  }

  @Test("Users can be found by mail and invited")
  func users() {
    let instance = TestInstance()
    #expect(instance.call("GET", "/users/owner@example.com").json["firstName"] == "Olga")
    let invited = instance.call("POST", "/users", [["email": "dev@example.com", "role": "global:member"]])
    #expect(invited.status == 201)
    #expect(invited.json[0]?["user"]?["role"] == "global:member")
    let all = instance.call("GET", "/users?includeRole=true").json["data"]?.arrayValue
    #expect(all?.compactMap { $0["role"] } == ["global:owner", "global:member"])
    #expect(all?.last?["isPending"] == true)
  }

  @Test("Credentials: types and data are checked, nothing secret is kept")
  func credentials() {
    let instance = TestInstance()
    let body: JSON = [
      "name": "Header", "type": "httpHeaderAuth", "data": ["name": "X", "value": "not-a-real-secret"],
    ]
    let made = instance.call("POST", "/credentials", body)
    #expect(made.status == 200)
    #expect(!made.text.contains("not-a-real-secret"))
    #expect(
      instance.call("POST", "/credentials", body.with("type", "nope")).message
        == "req.body.type is not a known type")
    #expect(
      instance.call("POST", "/credentials", body.with("data", ["nope": 1])).message
        == "request.body.data is not allowed to have the additional property \"nope\"")
    #expect(instance.call("PATCH", "/credentials/\(made.id)", ["name": "New"]).json["name"] == "New")
    #expect(instance.call("DELETE", "/credentials/\(made.id)").json["id"]?.stringValue == made.id)
    #expect(instance.call("GET", "/credentials/\(made.id)").status == 404)
  }
}
