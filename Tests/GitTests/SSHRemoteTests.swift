import Foundation
import Testing

@testable import Git

@Suite("Remotes over SSH", .enabled(if: SSHServer.program != nil, "needs sshd"))
struct SSHRemoteTests {
  @Test("a push and a fetch work with a key and a known host; unknown hosts and other keys are told")
  func pushAndFetch() throws {
    let folder = try TestFolder()
    let server = try SSHServer(folder)
    let local = try folder.repository("local.git")
    let other = try folder.repository("other.git")
    let main = try RefName.branch("main")
    let first = try local.commit(["n": "0"])
    func remote(_ path: String, _ passphrase: String, knownHosts: String?) -> Remote {
      Remote(
        url: "ssh://\(server.user)@127.0.0.1:\(server.port)\(folder(path))",
        credentials: .sshKey(user: "git", privateKeyPath: folder("user-key"), passphrase: passphrase),
        knownHostsPath: knownHosts)
    }
    func fails(_ remote: Remote, _ kind: GitError.Kind, says words: String) {
      let error = #expect(throws: GitError.self) {
        try local.push(remote: remote, refspecs: [PushSpec(first, to: main)])
      }
      #expect(error?.kind == kind && error?.detail.contains(words) == true, "\(error.map { "\($0)" } ?? "")")
      #expect(error.map { "\($0)".contains("s3cret") } == false)
    }
    let known = server.knownHostsPath
    fails(remote("other.git", "s3cret", knownHosts: nil), .untrusted, says: "SHA256:")
    fails(remote("other.git", "wrong", knownHosts: known), .unauthorized, says: "passphrase")
    fails(remote("none.git", "s3cret", knownHosts: known), .notFound, says: "none.git")
    let good = remote("other.git", "s3cret", knownHosts: known)
    #expect(try local.push(remote: good, refspecs: [PushSpec(first, to: main)]).map(\.isAccepted) == [true])
    let theirs = try other.commit(["n": "1"], onto: first)
    try other.update(main, from: first, to: theirs, message: "x")
    let mine = try local.commit(["n": "2"], onto: first)
    #expect(try local.push(remote: good, refspecs: [PushSpec(mine, to: main)]).map(\.isAccepted) == [false])
    let fetched = try local.fetch(remote: good, refspecs: ["refs/heads/*:refs/remotes/origin/*"])
    #expect(fetched.map(\.new) == [theirs])
    #expect(try local.references(of: good).map(\.oid) == [theirs])
  }
}
