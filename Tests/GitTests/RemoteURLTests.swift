import Testing

@testable import Git

@Suite("Remote URLs and credentials")
struct RemoteURLTests {
  @Test("the way to a remote is told from its URL")
  func transports() {
    #expect(RemoteURL("/a/b").transport == .local)
    #expect(RemoteURL("./a:b").transport == .local)
    #expect(RemoteURL("file:///a/b").transport == .local)
    #expect(RemoteURL("git@host:a/b.git").transport == .ssh)
    #expect(RemoteURL("host:a").transport == .ssh)
    #expect(RemoteURL("ssh://u@host:2222/a").port == 2222)
    #expect(RemoteURL("ssh://u@[::1]:2222/a").host == "::1")
    #expect(RemoteURL("HTTPS://host/a").transport == .https)
    #expect(RemoteURL("http://localhost:8080/a").isLoopback)
    #expect(RemoteURL("http://127.0.0.2/a").isLoopback)
    #expect(!RemoteURL("http://127.evil.example/a").isLoopback)
    #expect(!RemoteURL("http://127.0.0.1.example/a").isLoopback)
  }

  @Test("what is shown of a URL has neither user nor password")
  func shown() {
    #expect(Remote(url: "https://me:s3cret@host/a.git?token=x").shownURL == "https://host/a.git")
    #expect(Remote(url: "https://me:p@ss@host/a").shownURL == "https://host/a")
    #expect(Remote(url: "git@host:a/b").shownURL == "host:a/b")
    #expect(Remote(url: "/a/b").shownURL == "/a/b")
  }

  @Test("the path of a file URL is decoded and is never an option")
  func localPath() {
    #expect(RemoteURL("file:///a%20b/%zz?x").localPath == "/a b/%zz?x")
    #expect(RemoteURL("file://localhost/a").localPath == "/a")
    #expect(RemoteURL("--upload-pack=x").localPath == "./--upload-pack=x")
  }

  @Test("credentials show no secret, however they are printed")
  func credentials() {
    let token = RemoteCredentials.token(user: "me", secret: "s3cret")
    let key = RemoteCredentials.sshKey(user: "git", privateKeyPath: "/k", passphrase: "s3cret")
    var dumped = ""
    dump(Remote(url: "https://host", credentials: token), to: &dumped)
    for text in ["\(token)", "\(key)", String(reflecting: token), String(reflecting: [key]), dumped] {
      #expect(!text.contains("s3cret"), "\(text)")
    }
  }
}
