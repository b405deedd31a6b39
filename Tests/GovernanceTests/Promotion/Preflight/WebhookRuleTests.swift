import JSON
import Testing

@testable import Governance

@Suite("Check: webhook paths")
struct WebhookRuleTests {
  @Test("passes with how many paths are free")
  func passes() throws {
    var fixture = try PreflightFixture()
    #expect(fixture.check(WebhookRule()).evidence == ["1 webhook path free"])
    fixture.facts.items.removeFirst()
    #expect(fixture.check(WebhookRule()).evidence == ["no webhook is used"])
  }

  @Test("PROMO-002 a path that another active workflow of the target has fails it")
  func taken() throws {
    var fixture = try PreflightFixture()
    fixture.facts.webhooksTaken = ["GET order": "Legacy"]
    expectFailed(fixture.check(WebhookRule()), "GET order of order is taken by Legacy")
  }

  @Test("PROMO-002 names are not unique: another workflow of the same name is another workflow")
  func namesake() throws {
    var fixture = try PreflightFixture()
    fixture.facts.webhooksTaken = ["GET order": "The order"]
    expectFailed(fixture.check(WebhookRule()), "GET order of order is taken by The order")
  }

  @Test("PROMO-002 two of the promotion that want the same path")
  func amongThemselves() throws {
    var fixture = try PreflightFixture()
    fixture.facts.items = [
      fixture.item(fixture.lookup, path: "same"), fixture.item(fixture.order, path: "same"),
    ]
    fixture.facts.items[1].name = fixture.facts.items[0].name
    expectFailed(fixture.check(WebhookRule()), "GET same of order is taken by The lookup")
  }

  @Test("another method on the same path, and an inactive workflow, take nothing")
  func free() throws {
    var fixture = try PreflightFixture()
    fixture.facts.webhooksTaken = ["POST order": "Legacy"]
    #expect(fixture.check(WebhookRule()).outcome == .passed)
    fixture.facts.webhooksTaken = ["GET order": "Legacy"]
    fixture.facts.items = [fixture.item(fixture.order, isActive: false)]
    #expect(fixture.check(WebhookRule()).outcome == .passed)
  }
}
