import Foundation
import Testing

/// ssh-keygen, which makes and signs with keys of the tests.
enum SSHKeygen {
  /// Makes a key and an `allowed` signers file in `folder` and returns the signature of `bytes`.
  static func sign(_ bytes: [UInt8], in folder: TestFolder) throws -> String {
    try run(["-q", "-t", "ed25519", "-N", "", "-f", folder("key")])
    let publicKey = folder.read("key.pub") ?? ""
    try folder.write("robot@example.org \(publicKey)", to: "allowed")
    try Data(bytes).write(to: URL(fileURLWithPath: folder("payload")))
    try run(["-Y", "sign", "-q", "-n", "git", "-f", folder("key"), folder("payload")])
    return (folder.read("payload.sig") ?? "").trimmingCharacters(in: .newlines)
  }

  static func run(_ arguments: [String]) throws {
    let result = try Command.run(["ssh-keygen"] + arguments)
    #expect(result.status == 0, "\(result.errors)")
  }
}
