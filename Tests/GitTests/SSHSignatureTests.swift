import Foundation
import Glibc
import Testing

@testable import Git

@Suite("Signatures of SSH")
struct SSHSignatureTests {
  private let folder: TestFolder

  init() throws { folder = try TestFolder() }

  private func makeKey(_ name: String, _ arguments: [String]) throws {
    try SSHKeygen.run(["-q", "-N", "", "-f", folder(name)] + arguments)
  }

  @Test(
    "ssh-keygen's are believed, and only over the bytes they were made of",
    arguments: [
      ["-t", "ed25519"], ["-t", "ecdsa", "-b", "256"], ["-t", "ecdsa", "-b", "384"],
      ["-t", "ecdsa", "-b", "521"], ["-t", "rsa", "-b", "2048"], ["-t", "rsa", "-b", "3072"],
    ])
  func kinds(_ kind: [String]) throws {
    try makeKey("key", kind)
    var keys = SSHKeyCache()
    for round in 0..<8 {
      let bytes = Array("tree of round \(round)\n".utf8)
      let text = try SSHSigner(keyPath: folder("key")).sign(bytes)
      let signature = try #require(SSHSignature(armoured: text))
      let line = try #require(folder.read("key.pub"))
      let key = try #require(SSHPublicKey(line))
      #expect(signature.publicKey == key.blob)
      let verdicts = [bytes, bytes + [0], []].map { signature.verifies($0, with: &keys) }
      #expect(verdicts == [true, false, false])
    }
  }

  @Test("one that was changed anywhere proves nothing")
  func damaged() throws {
    try makeKey("key", ["-t", "ed25519"])
    let bytes = Array("tree\n".utf8)
    let text = try SSHSigner(keyPath: folder("key")).sign(bytes)
    let lines = text.split(separator: "\n").map(String.init)
    let packed = try #require(Base64.decode(lines[1..<(lines.count - 1)].joined()))
    var keys = SSHKeyCache()
    for index in packed.indices {
      var changed = packed
      changed[index] ^= 0x01
      let armoured = "\(lines[0])\n\(Base64.encode(changed))\n\(lines[lines.count - 1])"
      let isBelieved = SSHSignature(armoured: armoured)?.verifies(bytes, with: &keys) ?? false
      #expect(!isBelieved, "byte \(index)")
      #expect(
        SSHSignature(armoured: "\(lines[0])\n\(Base64.encode(Array(packed[..<index])))\n\(lines[2])") == nil)
    }
  }

  @Test("one made for another purpose is none of a commit")
  func namespace() throws {
    try makeKey("key", ["-t", "ed25519"])
    try folder.write("tree\n", to: "payload")
    try SSHKeygen.run(["-Y", "sign", "-q", "-n", "file", "-f", folder("key"), folder("payload")])
    let signature = try #require(SSHSignature(armoured: folder.read("payload.sig") ?? ""))
    var keys = SSHKeyCache()
    let isBelieved = signature.verifies(Array("tree\n".utf8), with: &keys)
    #expect(!isBelieved)
  }

  @Test("RSA of 1024 bits is too short to prove anything")
  func shortKey() throws {
    try makeKey("key", ["-t", "rsa", "-b", "1024"])
    let line = try #require(folder.read("key.pub"))
    let key = try #require(SSHPublicKey(line))
    var keys = SSHKeyCache()
    let isChecked = keys.canCheck(key.blob)
    #expect(!isChecked)
  }

  @Test("a commit that we sign is good for git, and one that git signs is good for us")
  func commits() throws {
    try makeKey("key", ["-t", "ed25519"])
    try folder.write("robot@example.org \(folder.read("key.pub") ?? "")", to: "allowed")
    let repository = try folder.repository()
    let objects = repository.makeTransaction()
    let tree = try objects.tree(editing: nil, ["a": .file(objects.blob([1]))])
    let message = "test: signed\n"
    let signature = try SSHSigner(keyPath: folder("key")).sign(
      ObjectTransaction.commitBytes(
        tree: tree, parents: [], author: .robot, committer: .robot, message: message))
    let oid = objects.commit(
      tree: tree, parents: [], author: .robot, committer: .robot, message: message, signature: signature)
    try objects.flush()
    try repository.update(try RefName("refs/heads/main"), from: nil, to: oid, message: "test")
    let configuration = [
      "-c", "gpg.format=ssh", "-c", "gpg.ssh.allowedSignersFile=\(folder("allowed"))", "-c",
      "user.signingkey=\(folder("key"))",
    ]
    let judged = try GitCommand.result(configuration + ["verify-commit", oid.hex], in: repository.path)
    #expect(judged.status == 0, "\(judged.errors)")
    let made = try GitCommand.result(
      configuration + ["commit-tree", "-S", "-p", oid.hex, "-m", "by git", tree.hex], in: repository.path)
    let id = try #require(OID(hex: made.output.trimmingCharacters(in: .newlines)))
    let other = try repository.commit(id)
    var keys = SSHKeyCache()
    let armoured = try #require(other.signature)
    let theirs = try #require(SSHSignature(armoured: armoured))
    let isBelieved = theirs.verifies(other.signedBytes, with: &keys)
    #expect(isBelieved)
  }

  @Test("a key that others may read, that wants a passphrase or is not there is told, and nothing hangs")
  func unusable() throws {
    try makeKey("open", ["-t", "ed25519"])
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: folder("open"))
    try SSHKeygen.run(["-q", "-t", "ed25519", "-N", "secret", "-f", folder("closed")])
    try folder.write("no key\n", to: "garbage")
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: folder("garbage"))
    for name in ["open", "closed", "missing", "garbage"] {
      let error = #expect(throws: GitError.self) { try SSHSigner(keyPath: folder(name)).sign([1]) }
      #expect(error?.kind == .unusableKey, "\(name): \(error.map { "\($0)" } ?? "")")
      #expect(error?.operation.contains(folder(name)) == true)
      #expect(error?.detail.hasPrefix("ssh-keygen: ") == true, "\(error.map { "\($0)" } ?? "")")
      #expect(error?.detail.contains("@@") == false)
    }
  }

  @Test("a pipe is no key, and is not waited for")
  func pipe() throws {
    #expect(mkfifo(folder("pipe"), 0o600) == 0)
    let error = #expect(throws: GitError.self) { try SSHSigner(keyPath: folder("pipe")).sign([1]) }
    #expect(error?.kind == .unusableKey)
    #expect(error?.detail == "it is not a regular file")
  }

  @Test("a line of authorized_keys is read with and without a comment, and nothing else")
  func publicKeys() throws {
    try makeKey("key", ["-t", "ed25519", "-C", "rosa@laptop"])
    let line = try #require(folder.read("key.pub")).trimmingCharacters(in: .newlines)
    let key = try #require(SSHPublicKey(line))
    #expect(SSHPublicKey(key.text) == key)
    #expect(SSHPublicKey(blob: key.blob)?.text == key.text)
    let shown = try Command.run(["ssh-keygen", "-lf", folder("key.pub")]).output
    #expect(shown.contains(key.fingerprint))
    for wrong in [
      "", "ssh-ed25519", "ssh-rsa \(line.split(separator: " ")[1])", "ssh-ed25519 AAAA",
    ] {
      #expect(SSHPublicKey(wrong) == nil, "\(wrong)")
    }
  }
}
