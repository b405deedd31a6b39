import JSON

/// When a node that goes by a clock starts its workflow, in words. Absent parameters stand at the defaults of n8n's
/// nodes Schedule Trigger, Cron, Interval, and of those that ask a service again and again.
enum ScheduleText {
  private static let unknown = "when only a run knows"

  static func times(of node: WorkflowNode) -> [String] {
    let parameters = node.parameters
    switch node.shortType {
    case "scheduleTrigger":
      let rules = parameters["rule"]?["interval"]?.arrayValue ?? [["field": "days"]]
      return rules.map(rule)
    case "cron": return (parameters["triggerTimes"]?["item"]?.arrayValue ?? []).map(item)
    case "interval":
      return [every(number(parameters["interval"], 1), parameters["unit"]?.stringValue ?? "seconds")]
    default: return (parameters["pollTimes"]?["item"]?.arrayValue ?? []).map(item)
    }
  }

  /// One rule of a Schedule Trigger.
  private static func rule(_ rule: JSON) -> String {
    let time = clock(number(rule["triggerAtHour"], 0), number(rule["triggerAtMinute"], 0))
    switch rule["field"]?.stringValue ?? "days" {
    case "seconds": return every(number(rule["secondsInterval"], 30), "seconds")
    case "minutes": return every(number(rule["minutesInterval"], 5), "minutes")
    case "hours":
      let minute = number(rule["triggerAtMinute"], 0)
      return every(number(rule["hoursInterval"], 1), "hours")
        + (minute == 0 ? "" : " at minute \(minute ?? 0)")
    case "days": return "\(every(number(rule["daysInterval"], 1), "days")) \(time)"
    case "weeks":
      let days = (rule["triggerAtDay"]?.arrayValue ?? [0]).compactMap(\.intValue)
      let words = CronText.weekdays(days)
      return "\(every(number(rule["weeksInterval"], 1), "weeks")) on \(words) \(time)"
    case "months":
      let day = number(rule["triggerAtDayOfMonth"], 1)
      let months = every(number(rule["monthsInterval"], 1), "months")
      return "\(months) on day \(day.map(String.init) ?? "?") \(time)"
    case "cronExpression": return cron(rule["expression"]?.stringValue ?? "")
    default: return unknown
    }
  }

  /// One time of a Cron node, or of one that asks a service.
  private static func item(_ item: JSON) -> String {
    let (hour, minute) = (number(item["hour"], 14), number(item["minute"], 0))
    let time = clock(hour, minute)
    switch item["mode"]?.stringValue ?? "everyDay" {
    case "everyMinute": return "every minute"
    case "everyHour":
      return "every hour" + (minute == 0 ? "" : " at minute \(minute.map(String.init) ?? "?")")
    case "everyDay": return "every day \(time)"
    case "everyWeek":
      let day = item["weekday"].flatMap { $0.intValue ?? $0.stringValue.flatMap(Int.init) } ?? 1
      return "every week on \(CronText.weekdays([day])) \(time)"
    case "everyMonth":
      return "every month on day \(number(item["dayOfMonth"], 1).map(String.init) ?? "?") \(time)"
    case "everyX": return every(number(item["value"], 2), item["unit"]?.stringValue ?? "hours")
    case "custom": return cron(item["cronExpression"]?.stringValue ?? "* * * * * *")
    default: return unknown
    }
  }

  private static func cron(_ text: String) -> String {
    guard !text.hasPrefix("=") else { return unknown }
    let expression = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard let words = CronText(expression)?.words else {
      // Whole or not at all: the half of a secret is not known as one.
      return expression.utf8.count <= 80
        ? "by \"\(expression)\", which is no schedule" : "by what is no schedule"
    }
    return "\(words) (\(expression))"
  }

  /// Nil where an expression makes it.
  private static func number(_ json: JSON?, _ otherwise: Int) -> Int? {
    guard let json else { return otherwise }
    return json.intValue ?? json.stringValue.flatMap(Int.init)
  }

  private static func every(_ count: Int?, _ units: String) -> String {
    guard let count else { return "every so many \(units), as a run knows" }
    return count == 1 ? "every \(units.dropLast())" : "every \(count) \(units)"
  }

  private static func clock(_ hour: Int?, _ minute: Int?) -> String {
    guard let hour, let minute, (0...23).contains(hour), (0...59).contains(minute) else {
      return "at a time that a run knows"
    }
    return "at \(CronText(minutes: CronField([minute], 0...59), hours: CronField([hour], 0...23)).clockTime)"
  }
}
