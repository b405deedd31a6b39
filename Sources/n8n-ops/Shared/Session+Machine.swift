import Governance
import Ledger
import Terminal

extension Session {
  /// The variable that says as which of the repository's machines the program runs.
  static let machineVariable = "N8N_OPS_MACHINE_EMAIL"

  /// The program's identity, which the repository alone decides: what `verify` says must not depend on where it runs.
  static func machine(by main: LedgerTree, _ variables: [String: String]) -> Person {
    // A file that cannot be read is a finding of `check`.
    let platform = (try? main.value(Platform.self, at: Platform.path)) ?? nil
    return (platform ?? Platform()).machine(variables[machineVariable])
  }

  /// Tells that the program writes under another name than it was told to.
  func noteUnknownMachine() {
    guard let wanted = variables[Self.machineVariable], !wanted.isEmpty,
      wanted.lowercased() != machine.email.lowercased()
    else { return }
    console.note(
      "Note: \(Self.machineVariable)=\(Console.safe(wanted)) is no machine of \(Platform.path); "
        + "what is written has the committer \(Console.safe(machine.description)).")
  }
}
