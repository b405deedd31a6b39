/// Writes the state of a piece of work as a line.
enum ProgressLine {
  private static let barWidth = 24

  /// For a line that is written over, cut to the terminal.
  static func drawn(_ state: ProgressState, for console: Console) -> String {
    var parts = [state.label]
    if let fraction = state.fraction {
      parts.append(bar(fraction, usesUnicode: console.usesUnicode))
      parts.append(DisplayWidth.padded("\(Int(fraction * 100))%", to: 4, alignment: .right))
    }
    parts += facts(state)
    if !state.message.isEmpty { parts.append(state.message) }
    // One column stays free: some terminals wrap when the last one is filled.
    return DisplayWidth.truncated(parts.joined(separator: "  "), to: (console.errors.width ?? 80) - 1)
  }

  /// For a stream that keeps every line.
  static func plain(_ state: ProgressState) -> String {
    let percent = state.fraction.map { "\(Int($0 * 100))%" }
    let message = state.message.isEmpty ? nil : state.message
    return "\(state.label): "
      + ([percent].compactMap(\.self) + facts(state) + [message].compactMap(\.self)).joined(separator: ", ")
  }

  /// For the line that stays when all is done.
  static func finished(_ state: ProgressState, summary: String?) -> String {
    let count = state.unit.isEmpty ? grouped(state.completed) : "\(grouped(state.completed)) \(state.unit)"
    return "\(state.label): \(summary ?? count) in \(duration(state.elapsed))"
  }

  private static func facts(_ state: ProgressState) -> [String] {
    let total = state.total.map { "/\(grouped($0))" } ?? ""
    let unit = state.unit.isEmpty ? "" : " \(state.unit)"
    let rate = state.rate.map { "\($0 < 10 ? oneDecimal($0) : grouped(Int($0)))/s" }
    let remaining = state.remaining.map { "\(duration($0)) left" }
    return ["\(grouped(state.completed))\(total)\(unit)", rate, remaining].compactMap(\.self)
  }

  private static func bar(_ fraction: Double, usesUnicode: Bool) -> String {
    let filled = Int(fraction * Double(barWidth))
    let (full, empty) = usesUnicode ? ("█", "░") : ("#", "-")
    return String(repeating: full, count: filled) + String(repeating: empty, count: barWidth - filled)
  }

  /// `1234567` as `1,234,567`.
  static func grouped(_ number: Int) -> String {
    let digits = Array(String(number.magnitude))
    var result = number < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0 && (digits.count - index) % 3 == 0 { result += "," }
      result.append(digit)
    }
    return result
  }

  /// `0.3 s`, `42 s`, `3 min 05 s`, `2 h 07 min`.
  static func duration(_ duration: Duration) -> String {
    let seconds = max(0, duration.inSeconds)
    if seconds < 9.95 { return "\(oneDecimal(seconds)) s" }
    let whole = Int(seconds.rounded())
    if whole < 60 { return "\(whole) s" }
    if whole < 3600 { return "\(whole / 60) min \(twoDigits(whole % 60)) s" }
    return "\(whole / 3600) h \(twoDigits(whole % 3600 / 60)) min"
  }

  private static func oneDecimal(_ number: Double) -> String {
    let tenths = Int((number * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }

  private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
