/// A cron expression of n8n in words: five fields, or six with seconds before them.
struct CronText {
  /// An expression is not longer, whatever it is.
  private static let longest = 256

  private static let weekdays = [
    "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
  ]
  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
  ]

  var seconds = CronField([0], 0...59)
  var minutes: CronField
  var hours: CronField
  var days = CronField(1...31, 1...31)
  var month = CronField(1...12, 1...12)
  var weekday = CronField(0...6, 0...6)

  init(minutes: CronField, hours: CronField) {
    self.minutes = minutes
    self.hours = hours
  }

  /// Nil for what is no expression.
  init?(_ text: String) {
    guard text.utf8.count <= Self.longest else { return nil }
    var fields = text.split(whereSeparator: \.isWhitespace)
    guard (5...6).contains(fields.count) else { return nil }
    if fields.count == 6 {
      guard let seconds = CronField(fields.removeFirst(), 0...59) else { return nil }
      self.seconds = seconds
    }
    guard let minutes = CronField(fields[0], 0...59), let hours = CronField(fields[1], 0...23),
      let days = CronField(fields[2], 1...31), let month = CronField(fields[3], 1...12, names: Self.months),
      // Seven is Sunday too.
      let weekday = CronField(fields[4], 0...7, names: Self.weekdays)
    else { return nil }
    (self.minutes, self.hours, self.days, self.month) = (minutes, hours, days, month)
    self.weekday = CronField(weekday.values.map { $0 % 7 }, 0...6)
  }

  /// `at 08:00, Monday to Friday`.
  var words: String {
    let time = time
    let day = day
    let isDaily = day.isEmpty && time.hasPrefix("at ") && time.dropFirst(3).first?.isNumber == true
    return ([isDaily ? "every day \(time)" : time] + day).joined(separator: ", ")
  }

  private var time: String {
    if let often { return often }
    let times = hours.values.flatMap { hour in minutes.values.map { clock(hour, $0) } }
    if times.count <= 6, seconds.single != nil { return "at \(Self.list(times))" }
    var parts = [
      minutes.isAny ? "every minute" : minutes.step.map { "every \($0) minutes" } ?? at("minute", minutes)
    ]
    if seconds.single != 0 { parts.insert(at("second", seconds), at: 0) }
    if !hours.isAny {
      parts.append(
        hours.step.map { "every \($0) hours" } ?? "in hours \(Self.runs(hours.values.map(String.init)))")
    }
    return parts.joined(separator: ", ")
  }

  /// What comes round more than once an hour, or once in every so many.
  private var often: String? {
    if hours.isAny, minutes.isAny {
      if seconds.isAny { return "every second" }
      if let step = seconds.step { return "every \(step) seconds" }
      return seconds.single == 0 ? "every minute" : nil
    }
    guard seconds.single == 0 else { return nil }
    if hours.isAny, let step = minutes.step { return "every \(step) minutes" }
    guard let minute = minutes.single else { return nil }
    let rest = minute == 0 ? "" : " at minute \(minute)"
    if hours.isAny { return "every hour\(rest)" }
    return hours.step.map { "every \($0) hours\(rest)" }
  }

  private var day: [String] {
    var parts: [String] = []
    let onWeekday = Self.weekdays(weekday.values)
    if let step = days.step {
      parts.append("every \(step) days of the month")
    } else if !days.isAny {
      parts.append("on day \(Self.runs(days.values.map(String.init))) of the month")
    }
    // With both, cron takes a day that fits either.
    if !weekday.isAny { parts = [parts.isEmpty ? onWeekday : "\(parts[0]) or on \(onWeekday)"] }
    if !month.isAny { parts.append("in \(Self.runs(month.values.map { Self.months[$0 - 1] }))") }
    return parts
  }

  private func clock(_ hour: Int, _ minute: Int) -> String {
    let parts = [hour, minute] + (seconds.single == 0 ? [] : seconds.values)
    return parts.map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
  }

  private func at(_ unit: String, _ field: CronField) -> String {
    "at \(unit)\(field.values.count > 1 ? "s" : "") \(Self.runs(field.values.map(String.init)))"
  }

  /// The time of day where there is one.
  var clockTime: String { clock(hours.values.first ?? 0, minutes.values.first ?? 0) }

  /// Days of the week by number, Sunday is 0 or 7.
  static func weekdays(_ days: [Int]) -> String {
    runs(Set(days.map { $0 % 7 }).filter((0...6).contains).sorted().map { weekdays[$0] })
  }

  static func list(_ texts: [String]) -> String {
    texts.count < 2
      ? texts.joined() : "\(texts.dropLast().joined(separator: ", ")) and \(texts[texts.count - 1])"
  }

  /// A list in which three neighbours or more are told by the first and the last.
  private static func runs(_ texts: [String]) -> String {
    let names = weekdays + weekdays
    func follows(_ one: String, _ other: String) -> Bool {
      if let one = Int(one), let other = Int(other) { return other == one + 1 }
      let order = months.contains(one) ? months : names
      return order.firstIndex(of: one).map { $0 + 1 < order.count && order[$0 + 1] == other } ?? false
    }
    var groups: [[String]] = []
    for text in texts {
      if let last = groups.last?.last, follows(last, text) {
        groups[groups.count - 1].append(text)
      } else {
        groups.append([text])
      }
    }
    return list(groups.flatMap { $0.count > 2 ? ["\($0[0]) to \($0[$0.count - 1])"] : $0 })
  }
}
