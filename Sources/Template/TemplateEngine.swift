internal import CTemplate

/// A set of templates, checked and parsed once, from which any number of pages is rendered.
///
/// Each engine has a cache of its own, so two engines with different overrides know nothing of each other. It
/// never changes after `init` and may be used from many threads.
package final class TemplateEngine: Sendable {
  // Frozen in `init`; from there on ctemplate only reads it, under its own lock.
  private nonisolated(unsafe) let cache: OpaquePointer
  /// The templates that can be rendered, sorted; parts are in it too.
  package let names: [String]

  /// Checks and parses every template.
  ///
  /// - Parameters:
  ///   - files: the content by path, e.g. `pages/overview.html`. What ends neither in `.html` nor in `.md` is
  ///     ignored.
  ///   - overrides: files that stand in for those of the same path, or join them.
  /// - Throws: the first mistake found, in the order of the paths, with file and line.
  package init(_ files: [String: [UInt8]], overrides: [String: [UInt8]] = [:]) throws(TemplateError) {
    let files = files.merging(overrides) { _, override in override }
    var sources: [String: TemplateSource] = [:]
    for (file, bytes) in files.sorted(by: { $0.key < $1.key }) {
      guard let kind = TemplateSource.kind(of: file) else { continue }
      sources[file] = try TemplateSource(file: file, kind: kind, bytes: bytes)
    }
    guard let cache = ct_cache_create() else {
      throw TemplateError(file: "", reason: "ctemplate cannot start")
    }
    self.cache = cache
    self.names = sources.keys.sorted()
    let linker = TemplateLinker(sources: sources)
    for name in names {
      let linked = try linker.link(name)
      try Self.add(linked, as: name, to: cache)
    }
    ct_cache_freeze(cache)
  }

  deinit {
    ct_cache_destroy(cache)
  }

  /// Fills a template. A Markdown template gets the values escaped by their kind.
  package func render(_ name: String, _ data: borrowing TemplateData) throws(TemplateError) -> [UInt8] {
    let record = TemplateSource.kind(of: name) == .markdown ? MarkdownRecord.escape(data.record) : data.record
    var result: [UInt8] = []
    let said = name.withUTF8Copy { name in
      record.withUnsafeBufferPointer { record in
        withUnsafeMutablePointer(to: &result) { result in
          ct_render(
            cache, name.baseAddress, name.count, record.baseAddress, record.count,
            { context, bytes, count in
              let bytes = UnsafeRawBufferPointer(start: bytes, count: count)
              context?.assumingMemoryBound(to: [UInt8].self).pointee = [UInt8](bytes)
            }, result)
        }
      }
    }
    guard said == nil else { throw TemplateError(file: name, reason: Self.message(said)) }
    return result
  }

  private static func add(
    _ linked: TemplateLinker.Linked, as name: String, to cache: OpaquePointer
  ) throws(TemplateError) {
    let said = name.withUTF8Copy { name in
      linked.text.withUTF8Copy { text in
        ct_cache_add(cache, name.baseAddress, name.count, text.baseAddress, text.count)
      }
    }
    guard said != nil else { return }
    let reason = message(said)
    let origin = linked.origin(ofTextIn: reason)
    throw TemplateError(file: origin?.file ?? name, line: origin?.line, reason: reason)
  }

  /// Takes over a message of the C face.
  private static func message(_ said: UnsafeMutablePointer<CChar>?) -> String {
    guard let said else { return "" }
    defer { ct_message_free(said) }
    let message = String(cString: said).trimmingPrefix("ERROR: Template : ERROR: ")
    return message.isEmpty ? "ctemplate refuses it" : String(message)
  }
}

extension String {
  fileprivate func withUTF8Copy<Result>(_ body: (UnsafeBufferPointer<CChar>) -> Result) -> Result {
    var copy = self
    return copy.withUTF8 { bytes in bytes.withMemoryRebound(to: CChar.self, body) }
  }
}
