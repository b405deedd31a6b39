/// No object names a member twice: the first one would be without effect.
struct RepeatedMemberRule: CheckRule {
  let name = "repeated-member"

  func check(_ file: CheckedFile, in tree: CheckedTree) -> [CheckFinding] {
    guard file.kind != nil, case .success = file.content, !file.bytes.isEmpty else { return [] }
    return JSONPlaces(file.bytes).repeatedMembers.map { member in
      CheckFinding(
        rule: name, path: file.path, place: member.place, pointer: member.pointer,
        problem: "the member stands here for the second time, and only the last one counts",
        remedy: "Remove one of them.")
    }
  }
}
