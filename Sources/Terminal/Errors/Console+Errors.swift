extension Console {
  /// Tells the person about an error and says how the process should end because of it.
  @discardableResult
  package func report(_ error: any Error) -> ExitCode {
    guard let report = ErrorReport(error) else { return error as? ExitCode ?? .failure }
    failureLine(report.isUsage ? report.what : Self.safe(report.what))
    if report.isUsage {
      errors.line(report.remedy ?? "")
      return report.exitCode
    }
    let details = [("where", report.place), ("why", report.why), ("try", report.remedy)]
    for case (let name, let text?) in details where !text.isEmpty {
      let label = DisplayWidth.padded("\(name):", to: 7, alignment: .left)
      errors.line("  \(errors.styled(label, .dim))\(indented(text))")
    }
    return report.exitCode
  }

  private func failureLine(_ text: String) {
    errors.line("\(errors.styled("error:", [.red, .bold])) \(text)")
  }

  /// Further lines of a text stand below its first one.
  private func indented(_ text: String) -> String {
    text.split(separator: "\n").map { Self.safe(String($0)) }.joined(separator: "\n         ")
  }
}
