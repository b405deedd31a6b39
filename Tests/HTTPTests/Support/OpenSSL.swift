import Foundation

/// Keys and certificates made for one test by the openssl command, in a folder that goes with the value.
final class TestIdentity {
  private let folder: URL

  /// A self-signed certificate for localhost and 127.0.0.1.
  var certificate: String { folder.appending(path: "certificate.pem").path }
  var key: String { folder.appending(path: "key.pem").path }

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "n8n-ops-tls-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let process = OpenSSL.process([
      "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", key,
      "-out", certificate, "-days", "2", "-subj", "/CN=test", "-addext",
      "subjectAltName=DNS:localhost,IP:127.0.0.1",
    ])
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw ServerFailure() }
  }

  deinit { try? FileManager.default.removeItem(at: folder) }
}

/// `openssl s_server` on a free port of 127.0.0.1.
final class OpenSSLServer {
  private let process: Process
  private let output = Pipe()
  private let input = Pipe()
  private(set) var read: [UInt8] = []
  private(set) var port = 0

  init(_ identity: TestIdentity, _ options: [String]) throws {
    process = OpenSSL.process(
      ["s_server", "-accept", "127.0.0.1:0", "-key", identity.key, "-cert", identity.certificate] + options)
    process.standardOutput = output
    process.standardInput = input
    process.standardError = FileHandle.nullDevice
    try process.run()
    try readUntil {
      port = Self.port(in: read) ?? 0; return port != 0
    }
  }

  /// Reads what the server prints, decrypted bytes of clients included, until the condition holds.
  func readUntil(_ condition: () throws -> Bool) throws {
    while try !condition() {
      let data = output.fileHandleForReading.availableData
      guard !data.isEmpty else { throw ServerFailure() }
      read += data
    }
  }

  /// Sends bytes to the client that is connected.
  func send(_ bytes: [UInt8]) throws { try input.fileHandleForWriting.write(contentsOf: Data(bytes)) }

  /// Kills the server: a child of a pool's thread inherits that thread's blocked signals, SIGTERM among them.
  func stop() {
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }

  private static func port(in bytes: [UInt8]) -> Int? {
    String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      .first { $0.hasPrefix("ACCEPT ") }?.split(separator: ":").last.flatMap { Int($0) }
  }
}

enum OpenSSL {
  static let path = "/usr/bin/openssl"
  static var isPresent: Bool { FileManager.default.isExecutableFile(atPath: path) }

  static func process(_ arguments: [String]) -> Process {
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    return process
  }
}
