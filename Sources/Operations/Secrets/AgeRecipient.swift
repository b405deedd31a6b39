import Git

/// Public keys that `age --recipient` takes (age(1), "RECIPIENTS AND IDENTITIES").
enum AgeRecipient {
  /// An X25519 key of age, or an SSH key of the kinds that age knows.
  static func isOne(_ text: String) -> Bool {
    if let key = SSHPublicKey(text) { return ["ssh-ed25519", "ssh-rsa"].contains(key.type) }
    guard text.hasPrefix("age1"), text == text.lowercased() else { return false }
    let symbols = text.dropFirst("age1".count).utf8.map { alphabet.firstIndex(of: $0) }
    // 32 bytes are 52 symbols; 6 more are the checksum.
    guard symbols.count == 58, !symbols.contains(nil) else { return false }
    return checksum(prefix("age") + symbols.compactMap(\.self)) == 1
  }

  private static let alphabet = Array("qpzry9x8gf2tvdw0s3jn54khce6mua7l".utf8)

  /// The part that people read, as it counts for the checksum (BIP 173, "Checksum").
  private static func prefix(_ text: String) -> [Int] {
    text.utf8.map { Int($0 >> 5) } + [0] + text.utf8.map { Int($0 & 31) }
  }

  private static func checksum(_ symbols: [Int]) -> Int {
    let generator = [0x3b6a_57b2, 0x2650_8e6d, 0x1ea1_19fa, 0x3d42_33dd, 0x2a14_62b3]
    return symbols.reduce(1) { sum, symbol in
      let high = sum >> 25
      let next = (sum & 0x1ff_ffff) << 5 ^ symbol
      return generator.indices.reduce(next) { (high >> $1) & 1 == 1 ? $0 ^ generator[$1] : $0 }
    }
  }
}
