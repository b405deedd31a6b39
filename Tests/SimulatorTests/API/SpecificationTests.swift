import Testing

@testable import Simulator

@Suite("openapi.yml")
struct SpecificationTests {
  private func lines(_ release: N8NRelease) -> [String] {
    TestInstance(release).send("GET", "/api/v1/openapi.yml").text.split(separator: "\n").map(String.init)
  }

  /// The keys directly under the line, which stands at that depth.
  private func keys(under path: [String], of release: N8NRelease) -> [String] {
    var rest = lines(release)[...]
    for (depth, name) in path.enumerated() {
      let line = String(repeating: "  ", count: depth) + name + ":"
      guard let index = rest.firstIndex(of: line) else { return [] }
      rest = rest[(index + 1)...]
    }
    let indentation = String(repeating: "  ", count: path.count)
    return rest.prefix { $0.hasPrefix(indentation) }.filter {
      !$0.dropFirst(indentation.count).hasPrefix(" ")
    }
    .map { String($0.dropFirst(indentation.count).prefix { $0 != ":" }) }
  }

  @Test("It needs no key and is YAML")
  func access() {
    let reply = TestInstance().send("GET", "/api/v1/openapi.yml")
    #expect(reply.status == 200)
    #expect(reply.header("Content-Type") == "text/yaml; charset=utf-8")
    #expect(reply.text.hasPrefix("openapi: '3.0.0'\n") || reply.text.hasPrefix("openapi: 3.0.0\n"))
  }

  @Test("It lists what the release accepts")
  func fields() {
    let settings = ["components", "schemas", "workflowSettings", "properties"]
    #expect(!keys(under: settings, of: .v2_30_8).contains("binaryMode"))
    #expect(keys(under: settings, of: .v2_40_7).contains("binaryMode"))
    let workflow = ["components", "schemas", "workflow", "properties"]
    #expect(!keys(under: workflow, of: .v1_123_81).contains("pinData"))
    #expect(keys(under: workflow, of: .v2_30_8).contains("description"))
    let create = ["components", "schemas", "workflowCreate", "properties"]
    #expect(keys(under: create, of: .v2_30_8).contains("projectId"))
    #expect(!keys(under: create, of: .v2_30_8).contains("description"))
    #expect(keys(under: ["paths"], of: .v2_40_7).contains("/workflows/{workflowId}/publish"))
    #expect(!keys(under: ["paths"], of: .v2_30_8).contains("/workflows/{id}/publish"))
  }

  @Test(
    "Its keys are those of the recorded document", .enabled(if: Shared.isPresent, "needs ../shared"),
    arguments: N8NRelease.allCases)
  func sameAsRecorded(release: N8NRelease) throws {
    let recorded = String(
      decoding: try Shared.bytes("n8n/recordings/\(release.rawValue)/openapi.yml"), as: UTF8.self)
    let theirs = recorded.split(separator: "\n").map(String.init)
    for schema in ["workflow", "workflowSettings", "node"] {
      let own = keys(under: ["components", "schemas", schema, "properties"], of: release)
      let start = try #require(theirs.lastIndex(of: "    \(schema):"))
      let block = theirs[(start + 1)...].prefix { $0.hasPrefix("      ") }
      let names = block.drop { $0 != "      properties:" }.dropFirst().prefix { $0.hasPrefix("        ") }
        .filter { !$0.hasPrefix("         ") }.map { String($0.dropFirst(8).prefix { $0 != ":" }) }
      #expect(Set(own) == Set(names), "\(schema)")
    }
  }

  /// Path, method and scope of each operation.
  private func operations(_ lines: [String]) -> Set<String> {
    var found: Set<String> = []
    var (path, method) = ("", "")
    for line in lines.drop(while: { $0 != "paths:" }).dropFirst().prefix(while: { $0.hasPrefix(" ") }) {
      let text = line.trimmingPrefix { $0 == " " }
      switch line.count - text.count {
      case 2: path = String(text.dropLast())
      case 4:
        method = String(text.dropLast())
        found.insert("\(method) \(path)")
      case 6 where text.hasPrefix("x-required-scope: "):
        found.remove("\(method) \(path)")
        found.insert("\(method) \(path) \(text.dropFirst("x-required-scope: ".count))")
      default: break
      }
    }
    return found
  }

  @Test(
    "Its paths, methods and scopes are among those of the recorded document",
    .enabled(if: Shared.isPresent, "needs ../shared"), arguments: N8NRelease.allCases)
  func sameOperations(release: N8NRelease) throws {
    let recorded = String(
      decoding: try Shared.bytes("n8n/recordings/\(release.rawValue)/openapi.yml"), as: UTF8.self)
    let theirs = operations(recorded.split(separator: "\n").map(String.init))
    let own = operations(lines(release))
    #expect(own.count > 20)
    #expect(own.subtracting(theirs).isEmpty)
  }
}
