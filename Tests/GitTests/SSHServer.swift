import Foundation
import Testing

/// An SSH server of its own on this machine, for the user who runs the tests.
final class SSHServer {
  let port: Int
  let user: String
  /// A file with the host key as known_hosts has it.
  let knownHostsPath: String
  private let process: pid_t

  static let program = ["/usr/sbin/sshd", ProcessInfo.processInfo.environment["SSHD"] ?? ""].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  /// Serves with a new host key and lets in who has the key `user-key` in `folder`, whose
  /// passphrase is `s3cret`.
  init(_ folder: TestFolder) throws {
    let program = try #require(Self.program)
    port = Int.random(in: 20_000..<30_000)
    user = NSUserName()
    try SSHKeygen.run(["-q", "-t", "ed25519", "-N", "", "-f", folder("host-key")])
    try SSHKeygen.run(["-q", "-t", "ed25519", "-N", "s3cret", "-f", folder("user-key")])
    try folder.write(folder.read("user-key.pub") ?? "", to: "authorized")
    let key = (folder.read("host-key.pub") ?? "").split(separator: " ").prefix(2).joined(separator: " ")
    try folder.write("[127.0.0.1]:\(port) \(key)\n", to: "known")
    knownHostsPath = folder("known")
    let configuration = """
      Port \(port)
      ListenAddress 127.0.0.1
      HostKey \(folder("host-key"))
      AuthorizedKeysFile \(folder("authorized"))
      PidFile none
      StrictModes no
      UsePAM no
      PasswordAuthentication no
      PermitRootLogin yes

      """
    try folder.write(configuration, to: "sshd_config")
    process = try Command.start(
      [program, "-D", "-e", "-f", folder("sshd_config")], ProcessInfo.processInfo.environment, folder.path)
    for _ in 0..<500 {
      if folder.read("errors")?.contains("Server listening") == true { return }
      usleep(10_000)
    }
    kill(process, SIGKILL)
    throw CommandError(words: folder.read("errors") ?? "")
  }

  deinit {
    var status: Int32 = 0
    kill(process, SIGTERM)
    kill(process, SIGKILL)
    waitpid(process, &status, 0)
  }
}
