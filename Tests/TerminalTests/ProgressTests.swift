import Synchronization
import Testing

@testable import Terminal

/// A clock that the test moves.
private final class TestClock: Sendable {
  private let time = Mutex(Duration.zero)
  var elapsed: Duration { time.withLock { $0 } }
  func advance(_ duration: Duration) { time.withLock { $0 += duration } }
}

@Suite("Progress")
struct ProgressTests {
  private let clock = TestClock()

  private func capture(width: Int?) -> CapturingConsole {
    let clock = clock
    return CapturingConsole(width: width, elapsed: { clock.elapsed })
  }

  @Test("a terminal shows bar, count, rate and time left, and one line in the end")
  func terminal() {
    let capture = capture(width: 100)
    let progress = capture.console.progress("sync prod", total: 2400, unit: "workflows")
    clock.advance(.seconds(3))
    progress.update(completed: 1200)
    clock.advance(.seconds(1))
    progress.finish("1,200 of 2,400 workflows")
    let bar = String(repeating: "█", count: 12) + String(repeating: "░", count: 12)
    let empty = String(repeating: "░", count: 24)
    #expect(
      capture.errors == "sync prod  \(empty)    0%  0/2,400 workflows\n" + "\u{1B}[1F\u{1B}[J"
        + "sync prod  \(bar)   50%  1,200/2,400 workflows  400/s  3.0 s left\n" + "\u{1B}[1F\u{1B}[J"
        + "sync prod: 1,200 of 2,400 workflows in 4.0 s\n")
  }

  @Test("a bar is redrawn at most ten times a second")
  func throttling() {
    let capture = capture(width: 80)
    let progress = capture.console.progress("work", total: 100_000)
    for _ in 0..<10_000 {
      clock.advance(.microseconds(100))
      progress.advance()
    }
    let drawings = capture.errors.split(separator: "\n").count
    #expect((10...11).contains(drawings))
  }

  @Test("several bars stand below each other, and text goes above them")
  func several() {
    let capture = capture(width: 60)
    let first = capture.console.progress("one", total: 2)
    let second = capture.console.progress("two", total: 2)
    clock.advance(.seconds(1))
    capture.console.note("between")
    second.finish()
    first.finish()
    #expect(screen(capture.errors) == ["between", "two: 0 in 1.0 s", "one: 0 in 1.0 s", ""])
  }

  @Test("output on the same terminal goes above the bars")
  func outputAbove() {
    let sink = RecordingSink()
    let console = sink.console(isTerminal: true)
    let progress = console.progress("one", total: 2)
    console.print("result")
    progress.finish()
    let all = sink.writes.map { String($0.dropFirst(4)) }.joined()
    #expect(screen(all) == ["result", "one: 0 in 0.0 s", ""])
  }

  @Test("elsewhere a line appears now and then, without any control characters")
  func plain() {
    let capture = capture(width: nil)
    let progress = capture.console.progress("sync prod", total: 100, unit: "workflows")
    for _ in 0..<25 {
      clock.advance(.seconds(1))
      progress.advance(by: 2)
    }
    progress.finish()
    #expect(
      capture.errors == """
        sync prod: 20%, 20/100 workflows, 2.0/s, 40 s left
        sync prod: 40%, 40/100 workflows, 2.0/s, 30 s left
        sync prod: 50 workflows in 25 s

        """)
  }

  @Test("without a total there is no bar; messages are shown escaped")
  func unknownTotal() {
    let capture = capture(width: 60)
    let progress = capture.console.progress("read")
    clock.advance(.seconds(1))
    progress.message("page\u{1B}2")
    #expect(screen(capture.errors) == ["read  0  page\\u{1B}2", ""])
    progress.finish()
    progress.finish("twice")
    progress.advance()
    #expect(screen(capture.errors) == ["read: 0 in 1.0 s", ""])
  }

  @Test("a bar that is dropped leaves the screen")
  func dropped() {
    let capture = capture(width: 60)
    do { _ = capture.console.progress("lost") }
    #expect(screen(capture.errors) == [""])
  }

  @Test("a drawn line never fills the terminal's width", arguments: [20, 40, 80])
  func width(width: Int) {
    let capture = capture(width: width)
    let progress = capture.console.progress("a label that is rather long", total: 10, unit: "things")
    clock.advance(.seconds(1))
    progress.message(String(repeating: "日", count: 50))
    for line in screen(capture.errors) { #expect(DisplayWidth.of(line) < width) }
    progress.finish()
  }

  @Test("many tasks report to one bar")
  func concurrent() async {
    let capture = capture(width: 80)
    let progress = capture.console.progress("work", total: 800)
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<8 { group.addTask { for _ in 0..<100 { progress.advance() } } }
    }
    progress.finish()
    #expect(screen(capture.errors) == ["work: 800 in 0.0 s", ""])
  }

  @Test(
    "durations and numbers are readable",
    arguments: [
      (0.04, "0.0 s"), (9.94, "9.9 s"), (9.96, "10 s"), (59.4, "59 s"), (185, "3 min 05 s"),
      (7625, "2 h 07 min"),
    ])
  func durations(seconds: Double, text: String) {
    #expect(ProgressLine.duration(.seconds(seconds)) == text)
  }

  @Test("thousands are grouped")
  func grouping() {
    #expect(
      [0, 999, 1000, 1_234_567, -12345].map(ProgressLine.grouped) == [
        "0", "999", "1,000", "1,234,567", "-12,345",
      ])
  }

  /// The lines that a terminal shows after the bytes: knows line ends, CPL and ED only.
  private func screen(_ text: String) -> [String] {
    var lines = [""]
    var rest = Substring(text)
    while let character = rest.popFirst() {
      if character == "\n" {
        lines.append("")
      } else if character == "\u{1B}" {
        let sequence = rest.prefix { !$0.isLetter }
        let final = rest.dropFirst(sequence.count).first
        rest = rest.dropFirst(sequence.count + 1)
        if final == "F" { lines.removeLast(Int(sequence.dropFirst()) ?? 0) }
        if final == "F" || final == "J" { lines[lines.count - 1] = "" }
      } else {
        lines[lines.count - 1].append(character)
      }
    }
    return lines
  }
}
