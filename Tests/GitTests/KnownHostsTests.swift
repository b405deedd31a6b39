import Testing

@testable import Git

@Suite("Known hosts")
struct KnownHostsTests {
  private static let key = "AAAAC3NzaC1lZDI1NTE5AAAAIJFL8cq5s7zwYvaxzDIjYMaGgv3mZQfNN8d6ZPmGmG6s"
  private static let other = "AAAAC3NzaC1lZDI1NTE5AAAAIJFL8cq5s7zwYvaxzDIjYMaGgv3mZQfNN8d6ZPmGmG6t"

  private func knows(_ text: String, _ host: String, port: Int? = nil) throws -> Bool {
    let blob = try #require(Base64.decode(Self.key))
    return KnownHosts(text: text).knows(HostKey(blob: blob), host: host, port: port)
  }

  @Test("a host is known by name, by name and port, and under several names")
  func plain() throws {
    let line = "Example.org,192.0.2.1 ssh-ed25519 \(Self.key) a comment"
    #expect(try knows(line, "example.org"))
    #expect(try knows(line, "EXAMPLE.org", port: 22))
    #expect(try knows(line, "192.0.2.1"))
    #expect(try !knows(line, "example.org", port: 2222))
    #expect(try !knows(line, "xample.org"))
    #expect(try knows("[example.org]:2222 ssh-ed25519 \(Self.key)", "example.org", port: 2222))
    #expect(try !knows("[example.org]:2222 ssh-ed25519 \(Self.key)", "example.org"))
  }

  @Test("another key, a revoked key, a comment and a damaged line make nobody known")
  func unknown() throws {
    #expect(try !knows("example.org ssh-ed25519 \(Self.other)", "example.org"))
    #expect(try !knows("# example.org ssh-ed25519 \(Self.key)", "example.org"))
    #expect(try !knows("@cert-authority example.org ssh-ed25519 \(Self.key)", "example.org"))
    #expect(try !knows("example.org ssh-ed25519 ###", "example.org"))
    #expect(try !knows("example.org", "example.org"))
    let both = "example.org ssh-ed25519 \(Self.key)\n@revoked * ssh-ed25519 \(Self.key)"
    #expect(try !knows(both, "example.org"))
  }

  @Test("hashed names are those of ssh-keygen -H")
  func hashed() throws {
    let folder = try TestFolder()
    try folder.write("example.org ssh-ed25519 \(Self.key)\n[a]:2222 ssh-ed25519 \(Self.key)\n", to: "hosts")
    try SSHKeygen.run(["-q", "-H", "-f", folder("hosts")])
    let text = try #require(folder.read("hosts"))
    #expect(text.hasPrefix("|1|"))
    #expect(try knows(text, "example.org"))
    #expect(try knows(text, "a", port: 2222))
    #expect(try !knows(text, "a"))
    #expect(
      try KnownHosts(path: folder("hosts")).knows(
        HostKey(blob: #require(Base64.decode(Self.key))), host: "example.org", port: nil))
    #expect(throws: GitError.self) { try KnownHosts(path: folder("none")) }
  }

  @Test("a fingerprint is that of ssh-keygen -l")
  func fingerprint() throws {
    let folder = try TestFolder()
    try folder.write("ssh-ed25519 \(Self.key)\n", to: "key.pub")
    let shown = try Command.run(["ssh-keygen", "-l", "-f", folder("key.pub")]).output
    let blob = try #require(Base64.decode(Self.key))
    #expect(shown.split(separator: " ").dropFirst().first.map(String.init) == HostKey(blob: blob).fingerprint)
  }
}
