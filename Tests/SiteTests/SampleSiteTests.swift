import Foundation
import JSON
import Testing

@testable import Site
@testable import Template

@Suite struct SampleSiteTests {
  private func renderer() throws -> SiteRenderer {
    try SiteRenderer(files: TemplateFiles.read(directory: Places.templates.path))
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
    for page in sample.pages + emptyPages(sample) {
      let rendered = try renderer.render(page)
      try write(rendered.html, to: folder.appendingPathComponent(rendered.path.path + ".html"))
      try write(rendered.markdown, to: folder.appendingPathComponent(rendered.path.path + ".md"))
      written.append(rendered.path.path)
    }
    let status = StatusFiles(sample.chips)
    try write(status.json(), to: folder.appendingPathComponent("status.json"))
    try write(status.svg(), to: folder.appendingPathComponent("status.svg"))
    try write(
      SearchIndex.json(sample.workflowRows), to: folder.appendingPathComponent("workflows-index.json"))
    for asset in ["site.css", "site.js", "icon.svg"] {
      let content = try Data(contentsOf: Places.templates.appendingPathComponent("assets/\(asset)"))
      try write([UInt8](content), to: folder.appendingPathComponent("assets/\(asset)"))
    }
    #expect(Set(written).count == written.count)
    #expect(written.contains("index") && written.contains("workflows/order-intake"))
  }

  /// The pages of a tenant that has nothing yet, below `new/`... of the same site.
  private func emptyPages(_ sample: SampleSite) -> [any Page] { [] }

  private func write(_ bytes: [UInt8], to file: URL) throws {
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: file)
  }
}
