extension JSON {
  /// The text in UTF-8.
  package func bytes(_ format: JSONFormat) -> [UInt8] { written(format) { Array($0) } }

  /// The text.
  package func text(_ format: JSONFormat) -> String {
    written(format) { String(decoding: $0, as: UTF8.self) }
  }

  private func written<Result>(
    _ format: JSONFormat, _ take: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    var writer = JSONWriter(format)
    writer.write(whole: self)
    return take(writer.output.bytes)
  }
}

extension JSON: CustomStringConvertible {
  /// The compact text.
  package var description: String { text(.compact) }
}
