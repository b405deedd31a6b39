import Foundation
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#endif

/// A server of the repositories in a scratch folder, over https or ssh, as a forge is one.
final class GitServer {
  enum Way: CaseIterable { case https, ssh }

  /// The address of the repositories' folder.
  let address: String
  /// How `remote set` gets in.
  let options: [String]
  /// What `remote set` is told by who may not come in.
  let wrongOptions: [String]
  /// What the program has in its environment.
  let variables: [String: String]
  /// The folder of the authorities that vouch for the server; nil where none does.
  private let authorities: String?
  private let running: Running
  private let scratch: Scratch

  /// The OpenSSH server; a variable names one that is not installed.
  private static let sshd = ["/usr/sbin/sshd", ProcessInfo.processInfo.environment["SSHD"] ?? ""].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  static func canServe(_ way: Way) -> Bool {
    switch way {
    case .ssh: sshd != nil
    case .https:
      FaultyStorage.hasNamespaces
        && ["python3", "openssl"].allSatisfy {
          let tool = Program.tool($0, in: URL(fileURLWithPath: "/tmp"))
          return FileManager.default.isExecutableFile(atPath: tool.path)
        }
    }
  }

  init(_ way: Way, _ scratch: Scratch) throws {
    self.scratch = scratch
    switch way {
    case .https:
      let certificate = try Self.makeCertificate(scratch)
      try Data(GitOverHTTP.script.utf8).write(to: scratch.url.appendingPathComponent("server.py"))
      running = try Program.tool("python3", in: scratch.url).start([
        scratch.path("server.py"), scratch.url.path, scratch.path("port"), certificate,
      ])
      guard running.waitUntil({ _ in (try? scratch.text("port"))?.hasSuffix("\n") == true }) else {
        throw Failed(words: running.errors)
      }
      let port = try scratch.text("port").trimmingCharacters(in: .newlines)
      address = "https://localhost:\(port)"
      options = ["--key", "env:GIT_TOKEN", "--user", "robot"]
      wrongOptions = ["--key", "env:WRONG_TOKEN", "--user", "robot"]
      variables = [
        "GIT_TOKEN": "s3cret", "WRONG_TOKEN": "wrong-s3cret",
      ]
      authorities = scratch.path("authorities")
    case .ssh:
      let port = Int.random(in: 30_000..<32_000)
      let configuration = try Self.makeKeys(scratch, port)
      // A shell between them: sshd closes all files that it inherits, and by one of these Foundation knows that it runs.
      let script = "\"$@\"; exit"
      running = try Program.tool("sh", in: scratch.url).start([
        "-c", script, "sh", try #require(Self.sshd), "-D", "-e", "-f", configuration,
      ])
      guard running.waitUntil({ $0.errors.contains("Server listening") }) else {
        throw Failed(words: running.errors)
      }
      address = "ssh://\(NSUserName())@127.0.0.1:\(port)\(scratch.url.path)"
      let known = ["--known-hosts", scratch.path("known")]
      options = ["--key", "file:\(scratch.path("own-key"))"] + known
      wrongOptions = ["--key", "file:\(scratch.path("other-key"))"] + known
      variables = [:]
      authorities = nil
    }
  }

  deinit {
    let daemon = (try? scratch.text("sshd.pid")).flatMap {
      pid_t($0.trimmingCharacters(in: .whitespacesAndNewlines))
    }
    if let daemon { kill(daemon, SIGKILL) }
    running.signal(SIGKILL)
  }

  /// The program where the server's certificate is trusted. libgit2 knows the system's authorities and no others.
  func trusting(_ program: Program) -> Program {
    guard let authorities else { return program.with(variables) }
    var trusting = Program.tool("unshare", in: program.folder).with(program.variables).with(variables)
    trusting.words = [
      "-rm", "sh", "-c", "mount --bind \(authorities) /etc/ssl/certs && exec \"$@\"", "sh", program.path,
    ]
    return trusting
  }

  struct Failed: Error {
    let words: String
  }

  private static func makeCertificate(_ scratch: Scratch) throws -> String {
    try expect(
      Program.tool("openssl", in: scratch.url).run(
        "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", scratch.path("server.key"), "-out",
        scratch.path("server.crt"), "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
        "-days",
        "2"))
    let folder = scratch.url.appendingPathComponent("authorities")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(try scratch.text("server.crt").utf8).write(
      to: folder.appendingPathComponent("ca-certificates.crt"))
    let both = try ["key", "crt"].map { try scratch.text("server.\($0)") }.joined()
    try Data(both.utf8).write(to: scratch.url.appendingPathComponent("server.pem"))
    return scratch.path("server.pem")
  }

  private static func makeKeys(_ scratch: Scratch, _ port: Int) throws -> String {
    let keygen = Program.tool("ssh-keygen", in: scratch.url)
    for name in ["host-key", "own-key", "other-key"] {
      try expect(keygen.run("-q", "-t", "ed25519", "-N", "", "-f", scratch.path(name)))
    }
    let host = try scratch.text("host-key.pub").split(separator: " ").prefix(2).joined(separator: " ")
    let configuration = """
      Port \(port)
      ListenAddress 127.0.0.1
      HostKey \(scratch.path("host-key"))
      AuthorizedKeysFile \(scratch.path("own-key.pub"))
      PidFile \(scratch.path("sshd.pid"))
      StrictModes no
      UsePAM no
      PasswordAuthentication no
      PermitRootLogin yes

      """
    for (name, text) in [("known", "[127.0.0.1]:\(port) \(host)\n"), ("sshd_config", configuration)] {
      try Data(text.utf8).write(to: scratch.url.appendingPathComponent(name))
    }
    return scratch.path("sshd_config")
  }
}
