extension JSON {
  /// The value of a JSON text (RFC 8259) in UTF-8; a byte order mark at its start is skipped. Of members with
  /// the same name the last value wins, at the first one's place, as in `JSON.parse`.
  package init(parsing bytes: [UInt8], limits: JSONLimits = .standard) throws(JSONError) {
    let result = bytes.withUnsafeBytes { JSON.parse($0, limits) }
    self = try result.get()
  }

  /// The value of a JSON text in UTF-8; see ``init(parsing:limits:)-([UInt8],_)``.
  package init(parsing bytes: UnsafeRawBufferPointer, limits: JSONLimits = .standard) throws(JSONError) {
    self = try JSON.parse(bytes, limits).get()
  }

  /// The value of a JSON text; see ``init(parsing:limits:)-([UInt8],_)``.
  package init(parsing text: String, limits: JSONLimits = .standard) throws(JSONError) {
    var text = text
    let result = text.withUTF8 { JSON.parse(UnsafeRawBufferPointer($0), limits) }
    self = try result.get()
  }

  private static func parse(_ bytes: UnsafeRawBufferPointer, _ limits: JSONLimits) -> Result<JSON, JSONError>
  {
    bytes.withMemoryRebound(to: UInt8.self) { bytes in
      var parser = JSONParser(bytes, limits: limits)
      do throws(JSONError) {
        return .success(try parser.parse())
      } catch {
        return .failure(error)
      }
    }
  }
}
