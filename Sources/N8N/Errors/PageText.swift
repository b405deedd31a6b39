/// Text from outside made fit for one line of a message.
enum PageText {
  /// What a reader of the page would see: tags, scripts and style sheets aside.
  static func visible(_ page: String) -> String {
    var visible = ""
    var rest = page[...]
    while let open = rest.firstIndex(of: "<") {
      visible += rest[..<open] + " "
      rest = rest[open...]
      for hidden in ["script", "style"] where rest.dropFirst().lowercased().hasPrefix(hidden) {
        let end = rest.firstRange(of: "</\(hidden)")
        rest = end.map { rest[$0.lowerBound...] } ?? ""
      }
      guard let close = rest.firstIndex(of: ">") else { return visible }
      rest = rest[rest.index(after: close)...]
    }
    return visible + rest
  }

  /// The text on one line, without control and format characters, runs of blanks as one.
  static func oneLine(_ text: String, limit: Int) -> String {
    var line = ""
    var isBlank = true
    for scalar in text.unicodeScalars.prefix(limit * 4) {
      if isSeparating(scalar) {
        if !isBlank { line.unicodeScalars.append(" ") }
        isBlank = true
      } else {
        line.unicodeScalars.append(scalar)
        isBlank = false
      }
    }
    if line.hasSuffix(" ") { line.removeLast() }
    return line.count > limit ? line.prefix(limit) + "..." : line
  }

  private static func isSeparating(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .spaceSeparator, .surrogate, .privateUse,
      .unassigned:
      true
    default: false
    }
  }
}
