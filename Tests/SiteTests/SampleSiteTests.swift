import Foundation
import JSON
import Testing

@testable import Site
@testable import Template

@Suite struct SampleSiteTests {
  private func renderer() throws -> SiteRenderer {
    try SiteRenderer(templates: TemplateFiles.read(directory: Places.templates.path))
  }

  @Test("Every page is rendered in both forms; SITE_SAMPLE_DIR keeps them to be looked at")
  func sample() throws {
    let renderer = try renderer()
    let sample = try SampleSite()
    let keep = ProcessInfo.processInfo.environment["SITE_SAMPLE_DIR"]
    let folder =
      keep.map { URL(fileURLWithPath: $0) }
      ?? FileManager.default.temporaryDirectory.appendingPathComponent("site-\(UUID().uuidString)")
    defer { if keep == nil { try? FileManager.default.removeItem(at: folder) } }
    var written: [String] = []
    for page in sample.pages {
      let rendered = try renderer.render(page)
      try write(rendered.html, to: folder.appendingPathComponent(rendered.path.path + ".html"))
      try write(rendered.markdown, to: folder.appendingPathComponent(rendered.path.path + ".md"))
      written.append(rendered.path.path)
    }
    if keep != nil, Shared.isPresent { try writeCorpus(sample, renderer, to: folder) }
    let status = StatusFiles(sample.chips)
    try write(status.json(), to: folder.appendingPathComponent("status.json"))
    try write(status.svg(), to: folder.appendingPathComponent("status.svg"))
    try write(
      SearchIndex.json(sample.workflowRows), to: folder.appendingPathComponent("workflows-index.json"))
    #expect(renderer.assets.keys.sorted() == ["assets/icon.svg", "assets/site.css", "assets/site.js"])
    for (path, content) in renderer.assets { try write(content, to: folder.appendingPathComponent(path)) }
    #expect(Set(written).count == written.count)
    #expect(written.contains("index") && written.contains("workflows/order-intake"))
  }

  /// Real workflows, to be looked at beside n8n's own canvas.
  private func writeCorpus(_ sample: SampleSite, _ renderer: SiteRenderer, to folder: URL) throws {
    for (name, workflow) in try Shared.corpus() {
      let title = workflow["name"]?.stringValue ?? name
      let page = sample.workflow("corpus-" + name.prefix(3), title, workflow, summary: nil)
      let rendered = try renderer.render(page)
      try write(rendered.html, to: folder.appendingPathComponent(rendered.path.path + ".html"))
      try write(rendered.markdown, to: folder.appendingPathComponent(rendered.path.path + ".md"))
    }
  }

  private func write(_ bytes: [UInt8], to file: URL) throws {
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: file)
  }
}
