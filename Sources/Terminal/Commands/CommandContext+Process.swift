import Glibc

extension CommandContext {
  /// The context of this process: its streams, environment, folder and clock.
  ///
  /// Only `main` calls this; everything below gets the value.
  package static func process() -> CommandContext {
    let environment = processEnvironment()
    return CommandContext(
      console: .process(environment: environment), environment: environment,
      workingDirectory: currentDirectory(), now: wallClockMilliseconds, readInput: readStandardInput)
  }
}

private func processEnvironment() -> [String: String] {
  var variables: [String: String] = [:]
  var next = environ
  while let entry = next.pointee {
    let text = String(cString: entry)
    if let equals = text.firstIndex(of: "=") {
      variables[String(text[..<equals])] = String(text[text.index(after: equals)...])
    }
    next += 1
  }
  return variables
}

private func currentDirectory() -> String {
  guard let path = getcwd(nil, 0) else { return "/" }
  defer { free(path) }
  return String(cString: path)
}

@Sendable private func wallClockMilliseconds() -> Int64 {
  var time = timespec()
  clock_gettime(CLOCK_REALTIME, &time)
  return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
}

@Sendable private func readStandardInput(limit: Int) -> [UInt8] {
  var bytes: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 65536)
  while bytes.count < limit {
    let count = read(STDIN_FILENO, &chunk, min(chunk.count, limit - bytes.count))
    if count < 0 && errno == EINTR { continue }
    if count <= 0 { break }
    bytes += chunk[..<count]
  }
  return bytes
}
