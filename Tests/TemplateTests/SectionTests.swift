import Template
import Testing

@Suite struct SectionTests {
  private func page(_ files: [String: String], _ fill: (inout TemplateData) -> Void) throws -> String {
    let engine = try TemplateEngine(files.mapValues { Array($0.utf8) })
    var data = TemplateData()
    fill(&data)
    return String(decoding: try engine.render("page.md", data), as: UTF8.self)
  }

  @Test("A section is repeated for each item, and sees the values around it")
  func list() throws {
    let template = """
      | a | b |
      |---|---|
      {{#ROW}}
      | {{A}} | {{B}} |
      {{/ROW}}
      {{#NO_ROW}}
      nothing
      {{/NO_ROW}}

      end
      """
    let filled = try page(["page.md": template]) {
      $0.set("B", "b")
      $0.list("ROW", [1, 2]) { $0.set("A", $1) }
    }
    #expect(filled == "| a | b |\n|---|---|\n| 1 | b |\n| 2 | b |\n\nend")
    let empty = try page(["page.md": template]) { $0.list("ROW", [Int]()) { $0.set("A", $1) } }
    #expect(empty == "| a | b |\n|---|---|\nnothing\n\nend")
  }

  @Test("A value that is absent hides its section")
  func absent() throws {
    let files = ["page.md": "a{{#X}} {{X}}{{/X}}{{#Y}} {{Y}}{{/Y}}"]
    #expect(
      try page(files) {
        $0.set("X", ifPresent: "x"); $0.set("Y", ifPresent: nil)
      } == "a x")
  }

  @Test(
    "A part sees the values around it; on a line of its own it keeps its line end, inside a line it does not")
  func parts() throws {
    let files = ["page.md": "{{>part.md}}\n[{{>part.md}}]\n", "part.md": "<{{X}}>\n"]
    #expect(try page(files) { $0.set("X", "x") } == "<x>\n[<x>]\n")
  }
}
