internal import Template

/// A page in both forms.
package struct RenderedPage: Sendable {
  /// Where it stands; `.html` and `.md` come behind.
  package let path: PagePath
  package let html: [UInt8]
  package let markdown: [UInt8]
}

/// Renders pages. The same page gives the same bytes.
package struct SiteRenderer: Sendable {
  private let engine: TemplateEngine
  /// Style sheet, script and pictures by their path in the site, overrides included; to be written beside the
  /// pages.
  package let assets: [String: [UInt8]]

  /// - Parameters:
  ///   - templates: the files that come with the program, by their path in `site-templates/`.
  ///   - overrides: files of the operations repository that replace those of the same path.
  /// - Throws: `SiteTemplateError` with file and line for the first template that is broken or missing.
  package init(templates: [String: [UInt8]], overrides: [String: [UInt8]] = [:]) throws(SiteTemplateError) {
    do {
      engine = try TemplateEngine(templates, overrides: overrides)
      assets = templates.merging(overrides) { $1 }.filter { $0.key.hasPrefix("assets/") }
    } catch {
      throw SiteTemplateError(error)
    }
  }

  /// Renders one page.
  package func render<P: Page>(_ page: P) throws(SiteTemplateError) -> RenderedPage {
    var data = TemplateData()
    FrameData.fill(&data, page)
    page.fill(&data)
    do {
      return RenderedPage(
        path: page.path,
        html: try engine.render("pages/\(P.template).html", data),
        markdown: try engine.render("pages/\(P.template).md", data))
    } catch {
      throw SiteTemplateError(error)
    }
  }
}

/// A template of the site is broken or missing.
package struct SiteTemplateError: Error, Sendable, CustomStringConvertible {
  /// File, line and reason, then what to do.
  package let description: String

  init(_ error: TemplateError) {
    description =
      "\(error)\nMend the file, or remove the override of that name from site-templates/ to get the original back."
  }
}
