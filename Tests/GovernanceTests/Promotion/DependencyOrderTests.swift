import RulesLaws
import TestSupport
import Testing

@testable import Governance

@Suite("The order of dependencies")
struct DependencyOrderTests {
  private func slugs(_ texts: String...) throws -> [Slug] { try texts.map { try #require(Slug($0)) } }

  private func sorted(_ workflows: [Slug], _ calls: [(String, String)]) throws -> [String] {
    var dependencies: [Slug: Set<Slug>] = [:]
    for (caller, called) in calls {
      dependencies[try #require(Slug(caller)), default: []].insert(try #require(Slug(called)))
    }
    return DependencyOrder.sorted(workflows, dependencies: dependencies).map(\.text)
  }

  @Test("what is called stands before who calls it")
  func chain() throws {
    let order = try sorted(try slugs("a", "b", "c"), [("a", "b"), ("b", "c")])
    #expect(order == ["c", "b", "a"])
  }

  @Test("what does not depend on each other stands by id, whatever the order given")
  func independent() throws {
    #expect(try sorted(try slugs("c", "a", "b"), []) == ["a", "b", "c"])
  }

  @Test("what is called outside does not count, nor does a workflow that calls itself")
  func outside() throws {
    #expect(try sorted(try slugs("a", "b"), [("a", "z"), ("b", "b")]) == ["a", "b"])
  }

  @Test("one given twice stands once")
  func twice() throws {
    #expect(try sorted(try slugs("a", "a"), []) == ["a"])
  }

  @Test("a circle stands by id, and everything else keeps its order around it")
  func circle() throws {
    let order = try sorted(try slugs("a", "b", "c", "d"), [("a", "b"), ("b", "c"), ("c", "b"), ("b", "d")])
    #expect(order == ["d", "b", "c", "a"])
  }

  @Test("two circles, one calling the other")
  func circles() throws {
    let order = try sorted(
      try slugs("a", "b", "y", "z"), [("a", "b"), ("b", "a"), ("b", "y"), ("y", "z"), ("z", "y")])
    #expect(order == ["y", "z", "a", "b"])
  }

  @Test("a long chain is no matter of stack or of squares")
  func long() throws {
    let workflows = try (0..<3000).map { try #require(Slug("w\($0)")) }
    var dependencies: [Slug: Set<Slug>] = [:]
    for (caller, called) in zip(workflows, workflows.dropFirst()) { dependencies[caller] = [called] }
    #expect(DependencyOrder.sorted(workflows, dependencies: dependencies) == workflows.reversed())
  }

  @Test("whatever calls what: all are there once, and nobody stands before what it calls outside its circle")
  func property() throws {
    var random = SeededGenerator(seed: 9)
    for _ in 0..<300 {
      let workflows = try (0..<Int.random(in: 1...12, using: &random)).map { try #require(Slug("w\($0)")) }
      var dependencies: [Slug: Set<Slug>] = [:]
      for _ in 0..<Int.random(in: 0...workflows.count * 2, using: &random) {
        dependencies[random.pick(workflows), default: []].insert(random.pick(workflows))
      }
      let order = DependencyOrder.sorted(workflows.shuffled(using: &random), dependencies: dependencies)
      #expect(order.sorted() == workflows.sorted())
      #expect(order == DependencyOrder.sorted(workflows, dependencies: dependencies))
      let place = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, $0) })
      for (caller, calls) in dependencies {
        for called in calls where !reaches(called, caller, dependencies) {
          #expect(try #require(place[called]) < #require(place[caller]))
        }
      }
    }
  }

  private func reaches(_ from: Slug, _ to: Slug, _ dependencies: [Slug: Set<Slug>]) -> Bool {
    var seen: Set<Slug> = []
    var queue = [from]
    while let next = queue.popLast() {
      if next == to { return true }
      if seen.insert(next).inserted { queue += dependencies[next] ?? [] }
    }
    return false
  }
}
