internal import JSON
internal import Template

/// The state of the environments as files of their own, which every page of the site shows in its header.
/// When a state changes, two small files are written instead of ten thousand pages.
package struct StatusFiles: Sendable {
  private let chips: [EnvironmentChip]

  package init(_ environments: [EnvironmentChip]) {
    self.chips = environments
  }

  /// `status.json`, which the script reads.
  package func json() -> [UInt8] {
    let environments = chips.map { chip -> JSON in
      [
        "name": .string(chip.name), "anchor": .string("env-" + PagePath.fileName(chip.name)),
        "tone": .string(chip.state.tone.rawValue), "word": .string(chip.state.word),
      ]
    }
    return JSON.object(["environments": .array(environments)]).bytes(.prettySorted)
  }

  /// `status.svg`, which a page shows where there is no script. A picture of a page gets no style sheet, so
  /// this one names its colours itself; they are readable on light and on dark.
  package func svg() -> [UInt8] {
    var writer = MarkupWriter(capacity: 400 + chips.count * 200)
    let widths = chips.map { 34 + 7 * ($0.name.boundedPrefix(24).count + $0.state.word.count) }
    writer.markup("<svg xmlns=\"http://www.w3.org/2000/svg\" height=\"22\"")
    writer.attribute(" width=\"", max(1, widths.reduce(0, +)))
    writer.markup(" font-family=\"system-ui, sans-serif\" font-size=\"13\"><title>")
    writer.text(chips.map { "\($0.name): \($0.state.word)" }.joined(separator: ", "))
    writer.markup("</title>")
    var x = 0
    for (chip, width) in zip(chips, widths) {
      writer.attribute("<text y=\"16\" x=\"", x)
      writer.markup(" fill=\"")
      writer.markup(chip.state.tone.midColour)
      writer.markup("\">")
      writer.text("\(chip.state.tone.mark) \(chip.name.boundedPrefix(24)) \(chip.state.word)")
      writer.markup("</text>")
      x += width
    }
    writer.markup("</svg>\n")
    return writer.finish().bytes
  }
}

extension Tone {
  /// A colour in the middle, with a contrast of 4.5 to white and to the dark page.
  fileprivate var midColour: StaticString {
    switch self {
    case .good: "#2c8f45"
    case .info: "#3d7fd0"
    case .attention: "#a57400"
    case .bad: "#d9534a"
    case .quiet: "#78818c"
    }
  }
}
