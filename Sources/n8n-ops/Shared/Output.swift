import Governance
import JSON
import Terminal

extension Session {
  /// Writes a result: JSON for programs, or what `text` writes for people.
  func show(_ json: @autoclosure () -> JSON, text: (Console) -> Void) {
    if isJSON { console.write(json().bytes(.pretty)) } else { text(console) }
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
