import JSON

/// Merges two changed copies of a value, down to the smallest parts that differ.
struct ValueMerge {
  let node: String?
  let preference: MergePreference
  /// Whether there is a common ancestor. Without one nothing tells who changed what: whatever differs is for a person to
  /// decide, also where one side has nothing, which is a value too.
  let hasBase: Bool
  private(set) var conflicts: [MergeConflict] = []

  init(node: String?, preference: MergePreference, hasBase: Bool = true) {
    self.node = node
    self.preference = preference
    self.hasBase = hasBase
  }

  /// The value with the changes of both sides; nil for none. Where both changed one place in different ways, that of
  /// the preferred side.
  mutating func merge(base: JSON?, ours: JSON?, theirs: JSON?, at pointer: JSONPointer) -> JSON? {
    if ours == theirs { return ours }
    if hasBase {
      if theirs == base { return ours }
      if ours == base { return theirs }
    }
    switch (ours, theirs) {
    case (.object(let ours)?, .object(let theirs)?)
    where !ours.isResourceLocator && !theirs.isResourceLocator:
      return .object(members(base?.objectValue ?? JSONObject(), ours, theirs, at: pointer))
    case (.array(let ours)?, .array(let theirs)?) where hasBase:
      if let merged = list(ListMerge(base?.arrayValue ?? [], ours, theirs), at: pointer) { return merged }
    case (.string(let ours)?, .string(let theirs)?):
      if let merged = lines(base?.stringValue ?? "", ours, theirs, at: pointer) { return .string(merged) }
    default: break
    }
    conflicts.append(
      MergeConflict(
        node: node, pointer: pointer, base: base, ours: ours, theirs: theirs,
        message: message(ours, theirs)))
    return preference == .theirs ? theirs : ours
  }

  private func message(_ ours: JSON?, _ theirs: JSON?) -> String {
    switch (ours, theirs) {
    case (nil, _): hasBase ? "we removed it, they changed it" : "only they have it"
    case (_, nil): hasBase ? "we changed it, they removed it" : "only we have it"
    default: hasBase ? "both changed it, in different ways" : "both have it, in different ways"
    }
  }

  private mutating func members(
    _ base: JSONObject, _ ours: JSONObject, _ theirs: JSONObject, at pointer: JSONPointer
  ) -> JSONObject {
    var result = JSONObject()
    let added = theirs.keys.filter { ours[$0] == nil }
    for key in ours.keys + added {
      result[key] = merge(base: base[key], ours: ours[key], theirs: theirs[key], at: pointer.appending(key))
    }
    return result
  }

  /// The elements that belong together, in their merged order; nil where that is for a person to decide.
  private mutating func list(_ lists: ListMerge, at pointer: JSONPointer) -> JSON? {
    lists.elements.map { elements in
      .array(
        elements.enumerated().compactMap { index, element in
          merge(
            base: element.base, ours: element.ours, theirs: element.theirs, at: pointer.appending(index))
        })
    }
  }

  /// Line by line, for texts that have several. Only the lines that both changed are for a person to decide; nil where
  /// the texts have nothing in common.
  private mutating func lines(_ base: String, _ ours: String, _ theirs: String, at pointer: JSONPointer)
    -> String?
  {
    guard [base, ours, theirs].allSatisfy({ $0.utf8.contains(UInt8(ascii: "\n")) }) else { return nil }
    let before = split(base)
    let merge = SequenceMerge(
      base: before, ours: split(ours), theirs: split(theirs), preferring: preference)
    if merge.disputes.contains(where: { $0.base.count == before.count }) { return nil }
    for dispute in merge.disputes {
      let number = dispute.base.startIndex + 1
      conflicts.append(
        MergeConflict(
          node: node, pointer: pointer, base: Self.text(dispute.base), ours: Self.text(dispute.ours),
          theirs: Self.text(dispute.theirs),
          message: "both changed the text at line \(number), in different ways"))
    }
    return merge.elements.map(\.text).joined(separator: "\n")
  }

  private static func text(_ lines: ArraySlice<ExactText>) -> JSON {
    .string(lines.map(\.text).joined(separator: "\n"))
  }

  private func split(_ text: String) -> [ExactText] {
    text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { ExactText(String(decoding: $0, as: UTF8.self)) }
  }
}
