import CCrypto
import CGit2

#if canImport(Glibc)
  import Glibc
#endif

/// The public key by which an SSH server shows who it is.
struct HostKey: Sendable, Hashable {
  /// The key as it stands in known_hosts, before base64 (RFC 4253 section 6.6).
  let blob: [UInt8]
  /// As `ssh-keygen -l` shows it.
  let fingerprint: String

  /// Copies the key of a libssh2 connection; nil when libssh2 did not hand it out.
  init?(_ key: git_cert_hostkey) {
    guard key.type.rawValue & GIT_CERT_SSH_RAW.rawValue != 0, let start = key.hostkey else { return nil }
    self.init(blob: Array(UnsafeRawBufferPointer(start: start, count: key.hostkey_len)))
  }

  init(blob: [UInt8]) {
    self.blob = blob
    var hash = [UInt8](repeating: 0, count: 32)
    EVP_Digest(blob, blob.count, &hash, nil, EVP_sha256(), nil)
    fingerprint = "SHA256:" + Base64.encode(hash).filter { $0 != "=" }
  }
}

/// A known_hosts file of OpenSSH (sshd(8), "SSH_KNOWN_HOSTS FILE FORMAT"): plain and hashed names, `[host]:port`,
/// and `@revoked`. Names with wildcards and certificate authorities are not read: what they would allow stays unknown.
struct KnownHosts: Sendable {
  private let lines: [(names: [String], key: [UInt8], isRevoked: Bool)]

  private static let largestFile = 4 << 20

  /// Reads the file at `path`.
  init(path: String) throws(GitError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw SystemError.current("read \(path)") }
    defer { close(descriptor) }
    let bytes = [UInt8](unsafeUninitializedCapacity: Self.largestFile) { buffer, count in
      while count < buffer.count {
        let got = read(descriptor, buffer.baseAddress.map { $0 + count }, buffer.count - count)
        guard got > 0 else { break }
        count += got
      }
    }
    self.init(text: String(decoding: bytes, as: UTF8.self))
  }

  init(text: String) {
    lines = text.split(separator: "\n").compactMap { line in
      var fields = line.split { $0 == " " || $0 == "\t" }
      let marker = fields.first?.hasPrefix("@") == true ? String(fields.removeFirst()) : nil
      guard fields.count >= 3, !fields[0].hasPrefix("#"), marker == nil || marker == "@revoked" else {
        return nil
      }
      guard let key = Base64.decode(String(fields[2])) else { return nil }
      return (fields[0].split(separator: ",").map(String.init), key, marker != nil)
    }
  }

  /// True when the file has `key` for `host` and does not revoke it.
  func knows(_ key: HostKey, host: String, port: Int?) -> Bool {
    let same = lines.filter { $0.key == key.blob }
    guard !same.contains(where: \.isRevoked) else { return false }
    let name = port.map { $0 == 22 ? host : "[\(host)]:\($0)" } ?? host
    return same.contains { line in line.names.contains { Self.matches($0, name.lowercased()) } }
  }

  private static func matches(_ entry: String, _ name: String) -> Bool {
    guard entry.hasPrefix("|1|") else { return entry.lowercased() == name }
    let parts = entry.split(separator: "|", omittingEmptySubsequences: false)
    guard parts.count == 4, let salt = Base64.decode(String(parts[2])),
      let hash = Base64.decode(String(parts[3]))
    else { return false }
    var computed = [UInt8](repeating: 0, count: OID.byteCount)
    let text = Array(name.utf8)
    HMAC(EVP_sha1(), salt, Int32(clamping: salt.count), text, text.count, &computed, nil)
    return computed == hash
  }
}

/// Base64 (RFC 4648 section 4), by libcrypto.
enum Base64 {
  static func encode(_ bytes: [UInt8]) -> String {
    var text = [UInt8](repeating: 0, count: (bytes.count + 2) / 3 * 4 + 1)
    let count = EVP_EncodeBlock(&text, bytes, Int32(clamping: bytes.count))
    return String(decoding: text.prefix(Int(count)), as: UTF8.self)
  }

  static func decode(_ text: String) -> [UInt8]? {
    let input = Array(text.utf8)
    guard input.count % 4 == 0, !input.isEmpty, input.count < 1 << 16 else { return nil }
    var bytes = [UInt8](repeating: 0, count: input.count / 4 * 3)
    let count = EVP_DecodeBlock(&bytes, input, Int32(input.count))
    guard count >= 0 else { return nil }
    let padding = input.suffix(2).count { $0 == UInt8(ascii: "=") }
    return Array(bytes.prefix(Int(count) - padding))
  }
}
