/// The configuration that makes Git read and merge workflows with this program.
struct GitDrivers {
  /// The program as a shell writes it.
  let program: String

  /// Keys and values, in the order in which people would set them.
  var configuration: [(key: String, value: String)] {
    let driver = GitAttributes.driver
    return [
      ("diff.\(driver).textconv", "\(program) workflow textconv"),
      ("diff.\(driver).xfuncname", "^((unpublished draft, )?(node|workflow|connections|settings):.*)"),
      ("merge.\(driver).name", "n8n workflows, node by node"),
      ("merge.\(driver).driver", "\(program) workflow merge-file %O %A %B --marker-size=%L --path=%P"),
      // Several merge bases are merged first; marks of conflicts in the result would make it no workflow.
      ("merge.\(driver).recursive", "binary"),
      ("difftool.n8n-ops.cmd", "\(program) workflow diff \"$LOCAL\" \"$REMOTE\""),
    ]
  }

  /// A word that a shell reads as it is.
  static func shellWord(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy {
      (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0)
        || Array("-_./+@:,".utf8).contains($0)
    }
    return isPlain && !text.isEmpty
      ? text : "'\(text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''"))'"
  }
}
