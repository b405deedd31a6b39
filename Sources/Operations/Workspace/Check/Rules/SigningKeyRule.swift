import Git
import Governance
import JSON

/// What is to sign commits can: `verify` passes over a key that it cannot read. A value is never told, as somebody may have
/// put the private key there.
struct SigningKeyRule: CheckRule {
  let name = "signing-key"

  func check(_ file: CheckedFile, in tree: CheckedTree) -> [CheckFinding] {
    if let member = file.reading.value as? Member {
      return findings(member.signingKeys, of: file, at: ["signingKeys"])
    }
    guard let platform = file.reading.value as? Platform else { return [] }
    let machines = platform.machines.enumerated().flatMap { index, machine in
      findings(machine.signingKeys, of: file, at: ["machines", "\(index)", "signingKeys"])
    }
    let admins = platform.admins.enumerated().flatMap { index, admin in
      findings(admin.signingKeys, of: file, at: ["admins", "\(index)", "signingKeys"])
    }
    return machines + admins + privateKey(platform, file)
  }

  private func findings(_ keys: [String], of file: CheckedFile, at tokens: [String]) -> [CheckFinding] {
    var cache = SSHKeyCache()
    return keys.enumerated().compactMap { index, text in
      let key = SSHPublicKey(text)
      if let key, cache.canCheck(key.blob) { return nil }
      let pointer = JSONPointer(tokens: tokens + ["\(index)"])
      // What the schema has found tells as much.
      guard !file.violations.contains(where: { $0.pointer == pointer }) else { return nil }
      return file.finding(
        self, at: pointer,
        key == nil
          ? "this is no SSH public key, so it signs for nobody"
          : "keys of its kind, or so short, prove nothing here, so it signs for nobody",
        remedy:
          "Write the line of the .pub file of an Ed25519, ECDSA or RSA key (2048 bits or more): ssh-ed25519 AAAA..."
      )
    }
  }

  private func privateKey(_ platform: Platform, _ file: CheckedFile) -> [CheckFinding] {
    switch platform.signingKey?.source {
    case nil, .file, .systemdCredential: []
    case .variable, .sealedFile:
      [
        file.finding(
          self, at: JSONPointer().appending("signingKey"), "ssh-keygen takes a key only from a file",
          remedy: "Name the key as file:PATH or systemd:NAME.")
      ]
    }
  }
}
