import JSON
import Testing

@testable import Governance

@Suite("WF-005 Schedules in words") struct ScheduleTextTests {
  @Test(
    "cron expressions, of five fields and of six",
    arguments: [
      ("0 8 * * *", "every day at 08:00"), ("0 8 * * 1-5", "at 08:00, Monday to Friday"),
      ("5 13,19 * * *", "every day at 13:05 and 19:05"), ("* * * * *", "every minute"),
      ("*/15 * * * *", "every 15 minutes"), ("0,30 * * * *", "every 30 minutes"), ("0 * * * *", "every hour"),
      ("7 * * * *", "every hour at minute 7"), ("0 */6 * * *", "every 6 hours"),
      ("30 */6 * * *", "every 6 hours at minute 30"),
      ("*/10 9-17 * * MON-FRI", "every 10 minutes, in hours 9 to 17, Monday to Friday"),
      ("0 0 1 * *", "at 00:00, on day 1 of the month"),
      ("0 9 1,15 * *", "at 09:00, on day 1 and 15 of the month"),
      ("0 9 1 1,7 *", "at 09:00, on day 1 of the month, in January and July"),
      ("0 9 1 * 1", "at 09:00, on day 1 of the month or on Monday"),
      ("0 9 * jan-mar sun", "at 09:00, Sunday, in January to March"),
      ("0 0 * * 7", "at 00:00, Sunday"), ("0 0 * * 5-7", "at 00:00, Sunday, Friday and Saturday"),
      ("30 15 10 * * *", "every day at 10:15:30"), ("*/20 * * * * *", "every 20 seconds"),
      ("* * * * * *", "every second"), ("0 0 */2 * * *", "every 2 hours"),
      ("0 8 */2 * ?", "at 08:00, every 2 days of the month"),
      ("0-4 3 * * *", "every day at 03:00, 03:01, 03:02, 03:03 and 03:04"),
      ("1-50 3 * * *", "at minutes 1 to 50, in hours 3"), ("3/20 * * * *", "at minutes 3, 23 and 43"),
    ])
  func cron(_ expression: String, _ words: String) {
    #expect(CronText(expression)?.words == words)
  }

  @Test(
    "what is no expression is none",
    arguments: [
      "", "8", "* * * *", "* * * * * * *", "60 * * * *", "* 24 * * *", "* * 0 * *", "* * * 13 *", "* * * * 8",
      "a * * * *",
      "5-1 * * * *", "*/0 * * * *", "1,, * * * *", "1-2-3 * * * *", "*/5/5 * * * *", "- * * * *",
      "* * * foo *",
      "@daily", String(repeating: "1,", count: 500) + "1 * * * *",
    ])
  func noCron(_ expression: String) { #expect(CronText(expression) == nil) }

  private static func times(_ type: String, _ parameters: JSON) throws -> [String] {
    let node = try #require(
      WorkflowNode(["name": "N", "type": .string("n8n-nodes-base.\(type)"), "parameters": parameters]))
    return try #require(TriggerSummary(node, nodes: Fixture.normalization.nodes)).times
  }

  @Test(
    "rules of Schedule Trigger, with n8n's defaults",
    arguments: [
      ([:], "every day at 00:00"), (["triggerAtHour": 22], "every day at 22:00"),
      (
        ["field": "days", "daysInterval": 7, "triggerAtHour": 8, "triggerAtMinute": 5],
        "every 7 days at 08:05"
      ),
      (["field": "seconds"], "every 30 seconds"), (["field": "minutes"], "every 5 minutes"),
      (["field": "minutes", "minutesInterval": 1], "every minute"), (["field": "hours"], "every hour"),
      (["field": "hours", "hoursInterval": 6, "triggerAtMinute": 10], "every 6 hours at minute 10"),
      (["field": "weeks"], "every week on Sunday at 00:00"),
      (
        ["field": "weeks", "triggerAtDay": [1, 2, 3, 4, 5], "triggerAtHour": 8],
        "every week on Monday to Friday at 08:00"
      ),
      (
        ["field": "months", "monthsInterval": 2, "triggerAtDayOfMonth": 3], "every 2 months on day 3 at 00:00"
      ),
      (["field": "cronExpression", "expression": "0 8 * * 1-5"], "at 08:00, Monday to Friday (0 8 * * 1-5)"),
      (["field": "cronExpression", "expression": "often"], "by \"often\", which is no schedule"),
      (["field": "cronExpression", "expression": "={{ $json.x }}"], "when only a run knows"),
      (["field": "hours", "hoursInterval": "={{ 2 }}"], "every so many hours, as a run knows"),
      (["triggerAtHour": 99], "every day at a time that a run knows"),
      (["field": "aeons"], "when only a run knows"),
    ] as [(JSON, String)])
  func rule(_ rule: JSON, _ words: String) throws {
    #expect(try Self.times("scheduleTrigger", ["rule": ["interval": [rule]]]) == [words])
  }

  @Test("several rules, none, and older nodes") func others() throws {
    #expect(try Self.times("scheduleTrigger", [:]) == ["every day at 00:00"])
    #expect(
      try Self.times("scheduleTrigger", ["rule": ["interval": [["field": "hours"], ["triggerAtHour": 1]]]])
        == ["every hour", "every day at 01:00"])
    #expect(try Self.times("interval", ["interval": 3, "unit": "minutes"]) == ["every 3 minutes"])
    #expect(try Self.times("interval", [:]) == ["every second"])
    let items: [(JSON, String)] = [
      (["mode": "everyMinute"], "every minute"), ([:], "every day at 14:00"),
      (["hour": 6, "minute": 30], "every day at 06:30"),
      (["mode": "everyHour", "minute": 5], "every hour at minute 5"),
      (["mode": "everyWeek", "hour": 9, "weekday": "1"], "every week on Monday at 09:00"),
      (["mode": "everyMonth", "dayOfMonth": 2], "every month on day 2 at 14:00"),
      (["mode": "everyX"], "every 2 hours"),
      (["mode": "custom", "cronExpression": "0 */5 * * * *"], "every 5 minutes (0 */5 * * * *)"),
    ]
    for (item, words) in items {
      #expect(try Self.times("cron", ["triggerTimes": ["item": [item]]]) == [words])
      #expect(try Self.times("gmailTrigger", ["pollTimes": ["item": [item]]]) == [words])
    }
  }

  @Test("a webhook says how it is called") func webhook() throws {
    #expect(try Self.times("webhook", ["path": "orders"]) == ["GET /orders"])
    #expect(
      try Self.times("webhook", ["path": "orders", "httpMethod": ["GET", "POST"]]) == [
        "GET /orders", "POST /orders",
      ])
    #expect(try Self.times("webhook", [:]) == [])
    #expect(try Self.times("manualTrigger", [:]) == [])
  }

  @Test("every schedule of the corpus is understood", .enabled(if: Shared.isPresent, "needs ../shared"))
  func corpus() {
    var times: [String] = []
    for workflow in CorpusWorkflow.all {
      let nodes = (workflow.json["nodes"]?.arrayValue ?? []).compactMap(WorkflowNode.init)
      for summary in nodes.compactMap({ TriggerSummary($0, nodes: Fixture.normalization.nodes) }) {
        if summary.kind == .schedule { #expect(!summary.times.isEmpty, "\(workflow)") }
        if summary.kind != .http { times += summary.times }
      }
    }
    #expect(times.count == 33)
    #expect(times.allSatisfy { $0.hasPrefix("every ") || $0.hasPrefix("at ") })
  }
}
