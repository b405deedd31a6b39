extension String {
  /// This text, which may come from outside, made fit for a message of one line: at most 200 characters, with
  /// control and format characters, line breaks and what stands for a lone surrogate as `\u{...}`.
  var printable: String {
    var result = ""
    for (place, scalar) in unicodeScalars.enumerated() {
      guard place < 200 else { return result + "..." }
      if scalar.isPrintable {
        result.unicodeScalars.append(scalar)
      } else {
        result += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
      }
    }
    return result
  }
}

extension Unicode.Scalar {
  fileprivate var isPrintable: Bool {
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned: false
    default: true
    }
  }
}
