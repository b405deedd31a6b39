import CGit2

/// Two changed copies of a text put together line by line, as `git merge-file` does.
package struct TextMerge: Sendable, Hashable {
  /// The merged text; places that both changed are marked.
  package let bytes: [UInt8]
  /// Whether nothing is marked.
  package let isClean: Bool

  /// What the sides are called at the marks, and how long the marks are, in characters.
  package struct Marks: Sendable, Hashable {
    package var ours: String
    package var base: String
    package var theirs: String
    package var length: Int
    /// Whether what both had before stands between the sides (`merge.conflictStyle` of Git: `diff3`).
    package var showsBase: Bool

    package init(
      ours: String = "ours", base: String = "base", theirs: String = "theirs", length: Int = 7,
      showsBase: Bool = false
    ) {
      self.ours = ours
      self.base = base
      self.theirs = theirs
      self.length = length
      self.showsBase = showsBase
    }
  }

  /// Merges; nil where a text is none, since it holds a zero byte (as Git tells).
  package init?(base: [UInt8], ours: [UInt8], theirs: [UInt8], marks: Marks = Marks()) throws(GitError) {
    if [base, ours, theirs].contains(where: { $0.contains(0) }) { return nil }
    try LibGit2.start()
    let operation = "merge two texts"
    var options = git_merge_file_options()
    try LibGit2.check(
      git_merge_file_options_init(&options, UInt32(GIT_MERGE_FILE_OPTIONS_VERSION)), operation)
    options.marker_size = UInt16(clamping: max(1, marks.length))
    options.flags =
      marks.showsBase ? GIT_MERGE_FILE_STYLE_DIFF3.rawValue : GIT_MERGE_FILE_STYLE_MERGE.rawValue
    var result = git_merge_file_result()
    let status = marks.ours.withCString { ourLabel in
      marks.base.withCString { baseLabel in
        marks.theirs.withCString { theirLabel in
          options.our_label = ourLabel
          options.ancestor_label = baseLabel
          options.their_label = theirLabel
          return Self.merge(base, ours, theirs, &options, &result)
        }
      }
    }
    try LibGit2.check(status, operation)
    defer { git_merge_file_result_free(&result) }
    bytes = Array(UnsafeRawBufferPointer(start: result.ptr, count: result.len))
    isClean = result.automergeable != 0
  }

  private static func merge(
    _ base: [UInt8], _ ours: [UInt8], _ theirs: [UInt8], _ options: inout git_merge_file_options,
    _ result: inout git_merge_file_result
  ) -> Int32 {
    withInput(base) { base in
      withInput(ours) { ours in
        withInput(theirs) { theirs in git_merge_file(&result, &base, &ours, &theirs, &options) }
      }
    }
  }

  private static func withInput(_ bytes: [UInt8], _ body: (inout git_merge_file_input) -> Int32) -> Int32 {
    bytes.withUnsafeBytes { buffer in
      var input = git_merge_file_input()
      git_merge_file_input_init(&input, UInt32(GIT_MERGE_FILE_INPUT_VERSION))
      // An empty array has no address, and libgit2 takes none for a missing file.
      guard let start = buffer.baseAddress else {
        return "".withCString { empty in
          input.ptr = empty
          return body(&input)
        }
      }
      input.ptr = start.assumingMemoryBound(to: CChar.self)
      input.size = buffer.count
      return body(&input)
    }
  }
}
