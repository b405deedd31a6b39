import Governance
import JSON
import Ledger
import Terminal

/// Where the result of a command goes: JSON for programs, text for people.
struct Output: Sendable {
  let console: Console
  let isJSON: Bool

  /// Writes a result as JSON, or what `text` writes.
  func show(_ json: @autoclosure () -> JSON, text: (Console) -> Void) {
    if isJSON { console.write(json().bytes(.pretty)) } else { text(console) }
  }

  /// The same for what would come of a command, with what it would change.
  func show(_ json: @autoclosure () -> JSON, changing changes: [Rehearsal.Change], text: (Console) -> Void) {
    let document: JSON = isJSON ? json() : .null
    show(["dryRun": true, "result": document, "changes": .array(changes.map(\.json))]) { console in
      console.print(console.styled("Dry run: nothing is written. It would say:", .bold))
      text(console)
      console.show(changes)
    }
  }
}

extension Session {
  /// Writes a result: JSON for programs, or what `text` writes for people. A dry run tells what would change too.
  func show(_ json: @autoclosure () -> JSON, text: (Console) -> Void) throws(OpsError) {
    guard let rehearsal else {
      publish()
      return output.show(json(), text: text)
    }
    output.show(json(), changing: try rehearsal.changes(), text: text)
  }

  /// Says what to do next, where it can be done.
  func next(_ text: String) {
    if rehearsal == nil { console.note("Next: \(text)") }
  }

  /// Untrusted text for a terminal.
  func safe(_ text: String) -> String { Console.safe(text) }
}

/// A value of the model as JSON; every model can be encoded.
func json(_ value: some Encodable) -> JSON {
  (try? JSON.encode(value)) ?? .null
}

/// Eight characters of a hash, as people compare them.
func short(_ hash: String?) -> String {
  guard let hash else { return "–" }
  let digits = hash.split(separator: ":").last ?? ""
  return String(digits.prefix(8))
}

/// Colour of a risk or a state.
func style(of risk: Risk) -> Style {
  switch risk {
  case .high: [.red, .bold]
  case .medium: .yellow
  case .low: .green
  }
}

func style(of severity: Severity) -> Style {
  switch severity {
  case .critical: [.red, .bold]
  case .high: .red
  case .medium: .yellow
  case .low: []
  }
}

/// `1 workflow`, `2 workflows`.
func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
