/// Rewrites the values of a record for a Markdown template, each by its kind.
enum MarkdownRecord {
  /// The same record with every value escaped. Markup is left out: a Markdown twin has words instead.
  static func escape(_ record: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(record.count + record.count / 4)
    var index = 0
    while index < record.count, let kind = TemplateData.Kind(rawValue: record[index]) {
      guard kind != .close else {
        result.append(record[index])
        index += 1
        continue
      }
      let valueStart = index + 2 + Int(record[index + 1])
      guard kind != .open, kind != .show else {
        result.append(contentsOf: record[index..<valueStart])
        index = valueStart
        continue
      }
      let end = valueStart + 4 + record.littleEndian(at: valueStart)
      if kind != .trusted {
        result.append(contentsOf: record[index..<valueStart])
        let start = result.count
        result.append(littleEndian: 0)
        append(kind, record[(valueStart + 4)..<end], to: &result)
        result.set(littleEndian: result.count - start - 4, at: start)
      }
      index = end
    }
    return result
  }

  private static func append(_ kind: TemplateData.Kind, _ value: ArraySlice<UInt8>, to result: inout [UInt8])
  {
    switch kind {
    case .code: Markdown.appendCode(value, to: &result)
    case .block: Markdown.appendBlock(value, to: &result)
    case .destination: Markdown.appendDestination(value, to: &result)
    case .words, .trusted, .open, .close, .show: Markdown.appendWords(value, to: &result)
    }
  }
}

extension [UInt8] {
  fileprivate func littleEndian(at index: Int) -> Int {
    (0..<4).reduce(0) { $0 | Int(self[index + $1]) << (8 * $1) }
  }
}
