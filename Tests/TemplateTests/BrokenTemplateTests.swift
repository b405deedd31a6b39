import Template
import Testing

@Suite struct BrokenTemplateTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var files: [String: String]
    var error: String
    var testDescription: String { error }
  }

  static let cases: [Case] = [
    Case(
      files: ["a.html": "<p>\n{{#ROW}}\n"],
      error: "a.html:2: section ROW is never closed: {{/ROW}} is missing"),
    Case(files: ["a.html": "\n{{/ROW}}"], error: "a.html:2: section ROW is closed, but was not opened"),
    Case(
      files: ["a.html": "{{#A}}\n{{#B}}\n{{/A}}{{/B}}"],
      error: "a.html:3: section A is closed while B, opened in line 2, is open"),
    Case(files: ["a.html": "\n\n{{NAME\n}}"], error: "a.html:3: a {{ is not closed by }} on its line"),
    Case(
      files: ["a.html": "{{name}}"],
      error: "a.html:1: {{name}} is no marker: a name is made of A-Z, 0-9 and _"),
    Case(files: ["a.html": "\n{{>nowhere.html}}"], error: "a.html:2: there is no part nowhere.html"),
    Case(files: ["a.md": "{{>b.md}}", "b.md": "\n{{>a.md}}"], error: "b.md:2: a.md includes itself"),
    Case(
      files: ["a.html": "<p>{{X:none}}</p>"],
      error:
        "a.html:1: modifier :none is not allowed: escaping follows from the place; only :x-trusted and :p exist, in HTML"
    ),
    Case(
      files: ["a.html": "<p>\n<a href=\"{{X:x-trusted}}\">"],
      error: "a.html:2: X:x-trusted stands inside a tag; it is for text only"),
    Case(
      files: ["a.md": "{{X:x-trusted}}"],
      error:
        "a.md:1: modifier :x-trusted is not allowed: escaping follows from the place; only :x-trusted and :p exist, in HTML"
    ),
  ]

  @Test("A broken template is told when it is loaded, with file and line", arguments: cases)
  func told(broken: Case) throws {
    let error = #expect(throws: TemplateError.self) {
      try TemplateEngine(broken.files.mapValues { Array($0.utf8) })
    }
    #expect(error?.description == broken.error)
  }

  @Test("Bytes that are not UTF-8 are told")
  func encoding() {
    let error = #expect(throws: TemplateError.self) { try TemplateEngine(["a.html": [0x3C, 0xFF]]) }
    #expect(error?.description == "a.html: is not UTF-8")
  }

  @Test("HTML in which no context can be found is told with the line of the part it stands in")
  func context() throws {
    let error = #expect(throws: TemplateError.self) {
      try TemplateEngine([
        "a.html": Array("<p>\n{{>part.html}}\n".utf8), "part.html": Array("<b>\n<a {{X}}='1' =\"\">\n".utf8),
      ])
    }
    #expect(error?.file == "part.html")
    #expect(error?.line == 2)
    #expect(error?.reason.contains("Failed parsing") == true)
  }

  @Test("A page that has no template is an error, not an empty page")
  func missing() throws {
    let engine = try TemplateEngine(["a.html": Array("a".utf8)])
    #expect(throws: TemplateError.self) { try engine.render("b.html", TemplateData()) }
  }
}
