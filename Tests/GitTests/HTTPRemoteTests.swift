import Foundation
import Testing

@testable import Git

@Suite(
  "Remotes over HTTP", .enabled(if: HTTPGitServer.isPossible, "needs python3 and git http-backend"))
struct HTTPRemoteTests {
  /// A repository with a commit and a server with an empty one.
  private struct Fixture {
    let folder: TestFolder
    let local: Repository
    let other: Repository
    let main: RefName
    let first: OID
    let server: HTTPGitServer

    init(certificate: String = "") throws {
      folder = try TestFolder()
      local = try folder.repository("local.git")
      other = try folder.repository("other.git")
      main = try RefName.branch("main")
      first = try local.commit(["n": "0"])
      if !certificate.isEmpty {
        try Self.makeCertificate(folder(certificate))
      }
      server = try HTTPGitServer(folder, certificate: certificate.isEmpty ? "" : folder(certificate))
    }

    private static func makeCertificate(_ path: String) throws {
      let made = try Command.run([
        "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", path + ".key", "-out",
        path + ".crt",
        "-subj", "/CN=localhost", "-days", "2",
      ])
      #expect(made.status == 0)
      let both = ["key", "crt"].compactMap { FileManager.default.contents(atPath: "\(path).\($0)") }
      try Data(both.joined()).write(to: URL(fileURLWithPath: path))
    }

    func remote(
      _ path: String = "other.git", host: String = "127.0.0.1", scheme: String = "http",
      secret: String? = "s3cret"
    ) -> Remote {
      let credentials: RemoteCredentials = secret.map { .token(user: "robot", secret: $0) } ?? .none
      return Remote(url: "\(scheme)://\(host):\(server.port)/\(path)", credentials: credentials)
    }

    func fails(_ remote: Remote, _ kind: GitError.Kind) {
      let pushed = #expect(throws: GitError.self) {
        try local.push(remote: remote, refspecs: [PushSpec(first, to: main)])
      }
      #expect(pushed?.kind == kind, "push: \(pushed.map { "\($0)" } ?? "")")
      let fetched = #expect(throws: GitError.self) {
        try local.fetch(remote: remote, refspecs: ["refs/heads/main:refs/x/main"])
      }
      #expect(fetched?.kind == kind, "fetch: \(fetched.map { "\($0)" } ?? "")")
      for error in [pushed, fetched] {
        #expect(error.map { "\($0)".contains("s3cret") } == false)
      }
    }
  }

  @Test("a push and a fetch work with a token; the remote refuses what is no fast-forward")
  func pushAndFetch() throws {
    let fixture = try Fixture()
    let (main, first) = (fixture.main, fixture.first)
    func push(_ specs: PushSpec...) throws -> [Bool] {
      try fixture.local.push(remote: fixture.remote(), refspecs: specs).map(\.isAccepted)
    }
    #expect(try push(PushSpec(first, to: main)) == [true])
    let theirs = try fixture.other.commit(["n": "theirs"], onto: first)
    try fixture.other.update(main, from: first, to: theirs, message: "x")
    let mine = try fixture.local.commit(["n": "mine"], onto: first)
    #expect(try push(PushSpec(mine, to: main), PushSpec(mine, to: .branch("side"))) == [false, true])
    let fetched = try fixture.local.fetch(
      remote: fixture.remote(), refspecs: ["+refs/heads/*:refs/remotes/origin/*"])
    #expect(fetched.map(\.new) == [theirs, mine])
    #expect(try fixture.local.files(in: theirs).count == 1)
    let many = Dictionary(uniqueKeysWithValues: (0..<500).map { ("d/\($0)", "\($0)") })
    let large = try fixture.local.commit(many, onto: theirs)
    #expect(
      try push(PushSpec(large, to: main, if: .current(theirs)), PushSpec(nil, to: .branch("side"))) == [
        true, true,
      ])
    #expect(try fixture.other.files(in: large).count == 501)
    try GitCommand.run("fsck", "--strict", "--no-dangling", in: fixture.other.path)
  }

  @Test("ENV-004 the right to write is tested apart from the right to read, and leaves nothing behind")
  func rights() throws {
    let fixture = try Fixture()
    try fixture.other.update(fixture.main, from: nil, to: fixture.other.commit(["n": "1"]), message: "x")
    #expect(try fixture.local.references(of: fixture.remote()).map(\.name) == [fixture.main])
    #expect(
      try fixture.local.references(of: fixture.remote(), forWriting: true).map(\.name) == [fixture.main])
    let readOnly = fixture.remote("read-only/other.git")
    #expect(try fixture.local.references(of: readOnly).map(\.name) == [fixture.main])
    let error = #expect(throws: GitError.self) {
      try fixture.local.references(of: readOnly, forWriting: true)
    }
    #expect(error?.kind == .unauthorized, "\(error.map { "\($0)" } ?? "")")
    #expect(try fixture.other.references(prefix: "refs/").count == 1)
  }

  @Test("a wrong token, none, or one without rights is told from a remote that is not there")
  func failures() throws {
    let fixture = try Fixture()
    fixture.fails(fixture.remote(secret: "wrong-s3cret"), .unauthorized)
    fixture.fails(fixture.remote(secret: nil), .unauthorized)
    fixture.fails(fixture.remote("forbidden/x.git"), .unauthorized)
    fixture.fails(fixture.remote("none.git"), .notFound)
    fixture.fails(fixture.remote("broken/x.git"), .unreachable)
    fixture.fails(fixture.remote("html/x.git"), .unreachable)
    fixture.fails(fixture.remote("moved/x.git"), .unreachable)
    fixture.fails(Remote(url: "http://127.0.0.1:9/other.git"), .unreachable)
    fixture.fails(Remote(url: "https://host.invalid/other.git"), .unreachable)
  }

  @Test("a token is not sent over plain HTTP to another machine")
  func plain() throws {
    let fixture = try Fixture()
    // The same server under an address that does not look local.
    fixture.fails(fixture.remote(host: "0.0.0.0"), .invalid)
  }

  @Test("a certificate that nobody vouches for is not trusted")
  func certificate() throws {
    let fixture = try Fixture(certificate: "server.pem")
    fixture.fails(fixture.remote(host: "localhost", scheme: "https"), .untrusted)
  }
}
