import Foundation

/// A shell of this machine that tests put scripts through.
struct Shell {
  let path: String
  let arguments: [String]

  static let bash = Shell(name: "bash", arguments: ["--norc", "--noprofile"])
  static let zsh = Shell(name: "zsh", arguments: ["-f"])
  static let fish = Shell(name: "fish", arguments: ["--no-config"])

  private init(name: String, arguments: [String]) {
    let folders = ["/bin", "/usr/bin", "/usr/local/bin"]
    path =
      folders.map { "\($0)/\(name)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
      ?? "/usr/bin/\(name)"
    self.arguments = arguments
  }

  var isInstalled: Bool { FileManager.default.isExecutableFile(atPath: path) }

  /// What a script writes, errors included, when it is run in a folder.
  func run(_ script: String, in folder: URL = FileManager.default.temporaryDirectory) throws -> String {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("terminal-\(UUID().uuidString)")
    try script.write(to: file, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments + [file.path]
    process.currentDirectoryURL = folder
    process.environment = [
      "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": "/nonexistent", "LC_ALL": "C.UTF-8",
    ]
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: output, as: UTF8.self)
  }
}
