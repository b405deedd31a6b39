import CGit2

/// What differs between two texts, line by line (patience algorithm).
package struct LineDiff: Sendable, Hashable {
  /// What a line is to the two texts.
  package enum Role: Sendable, Hashable {
    case context
    case added
    case removed
  }

  /// A line of a hunk.
  package struct Line: Sendable, Hashable {
    /// In which of the texts it stands.
    package let role: Role
    /// The line without its end. Bytes that are not UTF-8 are shown as U+FFFD.
    package let text: String
    /// Its number in the old text, from 1; nil for an added line.
    package let oldNumber: Int?
    /// Its number in the new text, from 1; nil for a removed line.
    package let newNumber: Int?
  }

  /// Differences that lie close together, with the lines around them.
  package struct Hunk: Sendable, Hashable {
    /// The lines in their order.
    package let lines: [Line]
  }

  /// The hunks between two texts; none when they are equal.
  ///
  /// - Parameter context: How many equal lines are shown around a difference.
  package static func between(old: [UInt8], new: [UInt8], context: Int = 3) throws(GitError) -> [Hunk] {
    try LibGit2.start()
    var options = git_diff_options()
    try LibGit2.check(git_diff_options_init(&options, UInt32(GIT_DIFF_OPTIONS_VERSION)), operation)
    options.flags = GIT_DIFF_PATIENCE.rawValue | GIT_DIFF_FORCE_TEXT.rawValue
    options.context_lines = UInt32(clamping: context)
    let patch = try Owned(operation, releasedBy: git_patch_free) {
      git_patch_from_buffers(&$0, old, old.count, nil, new, new.count, nil, &options)
    }
    var hunks: [Hunk] = []
    for index in 0..<git_patch_num_hunks(patch.pointer) {
      try hunks.append(hunk(index, of: patch))
    }
    return hunks
  }

  /// The hunks between two texts; none when they are equal.
  package static func between(old: String, new: String, context: Int = 3) throws(GitError) -> [Hunk] {
    try between(old: Array(old.utf8), new: Array(new.utf8), context: context)
  }

  private static let operation = "compare two texts"

  private static func hunk(_ index: Int, of patch: borrowing Owned) throws(GitError) -> Hunk {
    let count = git_patch_num_lines_in_hunk(patch.pointer, index)
    try LibGit2.check(count, operation)
    var lines: [Line] = []
    for number in 0..<Int(count) {
      var line: UnsafePointer<git_diff_line>?
      try LibGit2.check(git_patch_get_line_in_hunk(&line, patch.pointer, index, number), operation)
      if let line, let copied = Line(line.pointee) { lines.append(copied) }
    }
    return Hunk(lines: lines)
  }
}

extension LineDiff.Line {
  /// Copies a line; nil for the remark that the last line has no end.
  fileprivate init?(_ line: git_diff_line) {
    switch UInt8(bitPattern: line.origin) {
    case UInt8(ascii: " "): role = .context
    case UInt8(ascii: "+"): role = .added
    case UInt8(ascii: "-"): role = .removed
    default: return nil
    }
    var bytes = UnsafeRawBufferPointer(start: line.content, count: line.content_len)
    if bytes.last == UInt8(ascii: "\n") { bytes = UnsafeRawBufferPointer(rebasing: bytes.dropLast()) }
    text = String(decoding: bytes, as: UTF8.self)
    oldNumber = line.old_lineno > 0 ? Int(line.old_lineno) : nil
    newNumber = line.new_lineno > 0 ? Int(line.new_lineno) : nil
  }
}
