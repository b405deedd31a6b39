/// Whether a stream gets colours, by the conventions of no-color.org and bixense.com/clicolors.
enum ColorPolicy {
  static func usesColor(isTerminal: Bool, environment: [String: String]) -> Bool {
    if let value = environment["NO_COLOR"], !value.isEmpty { return false }
    if let value = environment["CLICOLOR_FORCE"], !value.isEmpty, value != "0" { return true }
    if environment["TERM"] == "dumb" || environment["CLICOLOR"] == "0" { return false }
    return isTerminal
  }

  /// Whether the locale's characters are UTF-8 (`LC_ALL` before `LC_CTYPE` before `LANG`, POSIX 8.2).
  static func usesUnicode(environment: [String: String]) -> Bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
    let name = (locale ?? "").lowercased()
    return name.contains("utf-8") || name.contains("utf8")
  }
}
