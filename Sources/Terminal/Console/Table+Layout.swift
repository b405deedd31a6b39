extension Table {
  private static let gap = "  "
  private static let narrowest = 4

  /// The table as lines, headings first.
  func text(for stream: ConsoleStream) -> String {
    let heading = columns.map { Cell($0.title, .bold) }
    let widths = fittedWidths(to: stream.width)
    let alignments = columns.indices.map(alignment)
    return ([heading] + rows).map { row in
      line(row, widths, alignments, stream) + "\n"
    }.joined()
  }

  private func line(
    _ row: [Cell], _ widths: [Int], _ alignments: [Alignment], _ stream: ConsoleStream
  ) -> String {
    let lastFilled = row.lastIndex { !$0.text.isEmpty } ?? -1
    return row.indices.prefix(lastFilled + 1).map { index in
      let text = DisplayWidth.truncated(row[index].text, to: widths[index])
      let styled = stream.styled(text, row[index].style)
      let padding = String(repeating: " ", count: max(0, widths[index] - DisplayWidth.of(text)))
      if alignments[index] == .right { return padding + styled }
      return index == lastFilled ? styled : styled + padding
    }.joined(separator: Self.gap)
  }

  private func alignment(of index: Int) -> Alignment {
    if let alignment = columns[index].alignment { return alignment }
    let texts = rows.map { $0[index].text }.filter { !$0.isEmpty }
    return !texts.isEmpty && texts.allSatisfy(isNumber) ? .right : .left
  }

  /// Digits with a sign, a point, thousands separators or a percent sign; `-` stands for no number.
  private func isNumber(_ text: String) -> Bool {
    text == "-"
      || (text.contains(where: \.isASCIIDigit) && text.allSatisfy { $0.isASCIIDigit || "+-.,%".contains($0) })
  }

  /// Natural widths, the widest taken from until a row fits.
  private func fittedWidths(to limit: Int?) -> [Int] {
    var widths = columns.indices.map { index in
      ([columns[index].title] + rows.map { $0[index].text }).map(DisplayWidth.of).max() ?? 0
    }
    guard let limit else { return widths }
    var excess = widths.reduce(0, +) + Self.gap.count * max(0, widths.count - 1) - limit
    while excess > 0, let widest = widths.indices.max(by: { widths[$0] < widths[$1] }),
      widths[widest] > Self.narrowest
    {
      widths[widest] -= 1
      excess -= 1
    }
    return widths
  }
}

extension Character {
  fileprivate var isASCIIDigit: Bool { "0" <= self && self <= "9" }
}
