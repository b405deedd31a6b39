import Foundation

/// The program n8n-sim while it runs.
struct Program: Sendable {
  private let process: Process
  private let output: FileHandle
  private let errors: FileHandle
  private let end: AsyncStream<Int32>

  init(_ arguments: [String]) throws {
    process = Process()
    process.executableURL = Self.executable
    process.arguments = arguments
    let (outputPipe, errorPipe) = (Pipe(), Pipe())
    process.standardOutput = outputPipe
    process.standardError = errorPipe
    output = outputPipe.fileHandleForReading
    errors = errorPipe.fileHandleForReading
    let (stream, ended) = AsyncStream<Int32>.makeStream()
    end = stream
    process.terminationHandler = { process in
      ended.yield(process.terminationReason == .exit ? process.terminationStatus : -1)
      ended.finish()
    }
    try process.run()
  }

  /// The first thing that it writes, or nothing where it ends without.
  func firstOutput() async -> String {
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async {
        continuation.resume(returning: String(decoding: output.availableData, as: UTF8.self))
      }
    }
  }

  /// The port that it says to listen on.
  func port() async -> Int? {
    let line = await firstOutput()
    return line.split(separator: ":").last.flatMap { Int($0.trimmingCharacters(in: .newlines)) }
  }

  func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

  /// The exit status once it has ended, -1 where a signal ended it, and what it said about errors.
  func finish() async -> (status: Int32, errors: String) {
    var status: Int32 = -2
    for await value in end { status = value }
    return (status, String(decoding: errors.readDataToEndOfFile(), as: UTF8.self))
  }

  /// It lies beside the tests.
  private static var executable: URL {
    let tests = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    return tests.appending(path: "n8n-sim")
  }
}
