extension Console {
  /// Tells the person about an error and says how the process should end because of it.
  @discardableResult
  package func report(_ error: any Error) -> ExitCode {
    switch error {
    case let code as ExitCode:
      return code
    case let error as UsageError:
      return report(error)
    case let error as any PresentableError:
      return report(error)
    case is CancellationError:
      failureLine("interrupted")
      return .interrupted
    default:
      failureLine(Self.safe("\(error)"))
      return .failure
    }
  }

  private func report(_ error: UsageError) -> ExitCode {
    failureLine(error.description)
    errors.line("Run '\(error.path.joined(separator: " ")) --help' to see how it is used.")
    return .usage
  }

  private func report(_ error: any PresentableError) -> ExitCode {
    failureLine(Self.safe(error.what))
    let details = [("where", error.where), ("why", error.why), ("try", error.remedy)]
    for case (let name, let text?) in details where !text.isEmpty {
      let label = DisplayWidth.padded("\(name):", to: 7, alignment: .left)
      errors.line("  \(errors.styled(label, .dim))\(indented(text))")
    }
    return error.exitCode
  }

  private func failureLine(_ text: String) {
    errors.line("\(errors.styled("error:", [.red, .bold])) \(text)")
  }

  /// Further lines of a text stand below its first one.
  private func indented(_ text: String) -> String {
    text.split(separator: "\n").map { Self.safe(String($0)) }.joined(separator: "\n         ")
  }
}
