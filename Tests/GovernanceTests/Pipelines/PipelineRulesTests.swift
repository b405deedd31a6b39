import Testing

@testable import Governance

@Suite("What makes a pipeline sound")
struct PipelineRulesTests {
  private let classes: [Slug: EnvironmentClass]
  private let names: [String: Slug]

  init() throws {
    var names: [String: Slug] = [:]
    for name in ["dev", "dev2", "test", "prod", "prod2", "none"] {
      let slug: Slug = try #require(Slug(name))
      names[name] = slug
    }
    self.names = names
    classes = try [
      #require(names["dev"]): .development, #require(names["dev2"]): .development,
      #require(names["test"]): .staging, #require(names["prod"]): .production,
      #require(names["prod2"]): .production,
    ]
  }

  private func violations(_ stages: [(String, String)]) throws -> [String] {
    let stages = try stages.map {
      PipelineStage(source: try #require(names[$0.0]), target: try #require(names[$0.1]))
    }
    return PipelineRules.violations(in: Pipeline(name: "P", stages: stages), environments: classes)
  }

  @Test("PIPE-002 stages in the order of their classes, each from where the last one ended")
  func sound() throws {
    #expect(try violations([("dev", "test"), ("test", "prod")]).isEmpty)
    #expect(try violations([("dev", "prod")]).isEmpty)
    #expect(try violations([("dev", "dev2"), ("dev2", "prod"), ("prod", "prod2")]).isEmpty)
  }

  @Test("PIPE-002 one without a stage")
  func empty() throws {
    #expect(try violations([]) == ["It has no stage."])
  }

  @Test("PIPE-002 a stage back")
  func backwards() throws {
    #expect(try violations([("prod", "test")]) == ["prod (production) may not lead to test (staging)."])
  }

  @Test("PIPE-002 environments that do not exist, each told once")
  func unknown() throws {
    #expect(try violations([("dev", "none")]) == ["Environment none does not exist."])
    #expect(try violations([("none", "prod")]) == ["Environment none does not exist."])
    #expect(try violations([("dev", "none"), ("none", "prod")]) == ["Environment none does not exist."])
  }

  @Test("PIPE-002 a gap between stages")
  func gap() throws {
    #expect(
      try violations([("dev", "test"), ("dev2", "prod")]) == ["Stage into test is followed by one from dev2."]
    )
  }

  @Test("PIPE-002 circles, of one and of more")
  func circles() throws {
    #expect(try violations([("dev", "dev")]).contains("Stage dev leads to itself."))
    #expect(try violations([("dev", "dev2"), ("dev2", "dev")]) == ["It passes an environment twice."])
  }

  @Test("the stage into an environment is found")
  func stage() throws {
    let stage = PipelineStage(source: try #require(names["dev"]), target: try #require(names["test"]))
    let pipeline = Pipeline(name: "P", stages: [stage])
    #expect(pipeline.stage(into: stage.target) == stage)
    #expect(pipeline.stage(into: stage.source) == nil)
  }
}
