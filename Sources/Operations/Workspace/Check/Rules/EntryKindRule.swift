/// Below `state/` and `policies/` stand files. A link is not followed, and what a submodule has lies in another repository:
/// either would be a decision without effect.
struct EntryKindRule: CheckRule {
  let name = "entry-kind"

  func check(_ tree: CheckedTree) -> [CheckFinding] {
    tree.others.map { path, kind in
      CheckFinding(
        rule: name, path: path,
        problem: kind == .link ? "this is a symbolic link, which nothing follows" : "this is a submodule",
        remedy: "Remove it with git rm, and commit the files themselves if they are meant to be here.")
    }
  }
}
