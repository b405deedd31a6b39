import Foundation
import Glibc
import Governance
import Testing

@testable import Operations

@Suite("Finding a secret")
struct SecretResolverTests {
  private let folder: TestFolder
  private let prod = Slug(from: "prod")

  init() throws { folder = try TestFolder() }

  private func resolve(_ reference: String, _ variables: [String: String] = [:]) throws -> String {
    try SecretResolver(variables: variables).resolve(try #require(SecretReference(reference)), for: prod)
  }

  private func write(_ text: String, to name: String, mode: Int) throws -> String {
    try folder.write(text, to: name)
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: folder(name))
    return folder(name)
  }

  @Test("ENV-001 in a variable, a file of one's own, or a credential of systemd; its first line alone")
  func places() throws {
    #expect(try resolve("env:KEY", ["KEY": "secret"]) == "secret")
    let file = try write("secret\r\nnotes\n", to: "key", mode: 0o600)
    #expect(try resolve("file:\(file)") == "secret")
    _ = try write("secret\n", to: "credentials/prod", mode: 0o444)
    #expect(try resolve("systemd:prod", ["CREDENTIALS_DIRECTORY": folder("credentials")]) == "secret")
  }

  @Test(
    "ENV-001 a file that others can read is refused, with the command that mends it",
    arguments: [0o640, 0o604, 0o644])
  func publicFile(_ mode: Int) throws {
    let file = try write("secret", to: "key", mode: mode)
    let error = #expect(throws: OpsError.self) { try resolve("file:\(file)") }
    #expect(error?.remedy == "chmod 600 \(file)")
  }

  @Test(
    "ENV-001 what is no key is refused and never shown",
    arguments: ["", "\n", "with space", "ünïcode", "a\tb"])
  func noKey(_ text: String) throws {
    let error = #expect(throws: OpsError.self) { try resolve("env:KEY", ["KEY": text]) }
    #expect(error?.place == "prod, env:KEY")
    if !text.isEmpty, text != "\n" { #expect(!"\(try #require(error))".contains(text)) }
  }

  @Test("ENV-001 a pipe is refused at once, not waited for")
  func pipe() throws {
    #expect(mkfifo(folder("pipe"), 0o600) == 0)
    let error = #expect(throws: OpsError.self) { try resolve("file:\(folder("pipe"))") }
    #expect(error?.why == "it is not a regular file")
  }

  @Test("ENV-001 a file that may not be read is not to be made anew")
  func unreadable() throws {
    #expect(SecretResolver.remedy(EACCES, "/keys/prod").contains("own /keys/prod, with chmod 600"))
    let error = #expect(throws: OpsError.self) { try resolve("file:\(folder("none"))") }
    #expect(error?.remedy == "Create the file with the key in it.")
  }

  @Test("ENV-001 what is not there is told with what to do")
  func missing() throws {
    #expect(throws: OpsError.self) { try resolve("env:KEY") }
    #expect(throws: OpsError.self) { try resolve("file:\(folder("none"))") }
    #expect(throws: OpsError.self) { try resolve("file:\(folder.path)") }
    let error = #expect(throws: OpsError.self) { try resolve("systemd:prod") }
    #expect(error?.remedy == "Add LoadCredential=prod:/path/to/key to the unit.")
  }
}
