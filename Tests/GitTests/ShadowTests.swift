import Foundation
import Testing

@testable import Git

@Suite("Shadows of a repository")
struct ShadowTests {
  @Test("a shadow has the references and reads the objects; what is written there stays there")
  func borrows() throws {
    let folder = try TestFolder()
    let repository = try folder.repository()
    let first = try repository.commit(["a": "1"])
    try repository.update(try .branch("main"), from: nil, to: first, message: "test")
    let transaction = repository.makeTransaction()
    let tag = try transaction.tag(name: "one", target: first, tagger: .robot, message: "One\n")
    try transaction.flush()
    try repository.update(try .tag("one"), from: nil, to: tag, message: "test")

    let shadow = try repository.makeShadow(at: folder("shadow.git"))
    #expect(try shadow.references(prefix: "refs/").map(\.oid) == [first, tag])
    #expect(shadow.head() == (try .branch("main")))
    #expect(try shadow.commit(first).subject == "test: change files")
    let second = try shadow.commit(["a": "2"], onto: first)
    try shadow.update(try .branch("main"), from: first, to: second, message: "test")
    try shadow.update(try .tag("one"), from: tag, to: nil, message: "test")

    #expect(try Repository.open(at: folder("shadow.git")).oid(of: try .branch("main")) == second)
    #expect(try repository.oid(of: try .branch("main")) == first)
    #expect(try repository.oid(of: try .tag("one")) == tag)
    #expect(!repository.contains(second))
  }

  @Test("a shadow of a work tree, and of a folder whose name needs care")
  func places() throws {
    let folder = try TestFolder()
    let repository = try folder.repository("with space \"and # quotes", bare: false)
    let commit = try repository.commit(["a": "1"])
    try repository.update(try .branch("main"), from: nil, to: commit, message: "test")
    let shadow = try repository.makeShadow(at: folder("shadow.git"))
    #expect(shadow.workTree == nil)
    #expect(try shadow.commit(commit).oid == commit)
  }

  @Test("an empty repository has an empty shadow")
  func empty() throws {
    let folder = try TestFolder()
    let shadow = try folder.repository().makeShadow(at: folder("shadow.git"))
    #expect(try shadow.references(prefix: "refs/").isEmpty)
  }
}
