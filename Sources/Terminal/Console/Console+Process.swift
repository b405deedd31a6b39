import Glibc

extension Console {
  /// The console of this process. Only `main` calls this.
  ///
  /// - Parameter environment: decides on colours, redrawing and characters.
  package static func process(environment: [String: String]) -> Console {
    Console(
      output: DescriptorSink(descriptor: STDOUT_FILENO), errors: DescriptorSink(descriptor: STDERR_FILENO),
      outputTraits: traits(of: STDOUT_FILENO, environment),
      errorTraits: traits(of: STDERR_FILENO, environment),
      usesUnicode: ColorPolicy.usesUnicode(environment: environment), elapsed: monotonicTime)
  }

  /// Lets a write to a pipe whose reader has gone fail instead of ending the process: a deployment
  /// must not die because its output was piped into `head`. Only `main` calls this.
  package static func ignoreBrokenPipes() { signal(SIGPIPE, SIG_IGN) }

  private static func traits(of descriptor: Int32, _ environment: [String: String]) -> ConsoleStream.Traits {
    let isTerminal = isatty(descriptor) == 1
    return ConsoleStream.Traits(
      isTerminal: isTerminal,
      usesColor: ColorPolicy.usesColor(isTerminal: isTerminal, environment: environment),
      canRedraw: isTerminal && environment["TERM"] != "dumb",
      width: { windowWidth(descriptor) ?? environment["COLUMNS"].flatMap { Int($0) } })
  }
}

private func windowWidth(_ descriptor: Int32) -> Int? {
  var size = winsize()
  guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
  return Int(size.ws_col)
}

@Sendable private func monotonicTime() -> Duration {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
}
