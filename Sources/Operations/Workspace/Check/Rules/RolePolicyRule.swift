import Governance
import JSON

/// Each permission is about something, by names that mean something: a command that is misspelt is open to everybody.
struct RolePolicyRule: CheckRule {
  let name = "role-policy"

  func check(_ file: CheckedFile, in tree: CheckedTree) -> [CheckFinding] {
    guard let policy = file.reading.value as? RolesPolicy else { return [] }
    let permissions = Array(policy.permissions.enumerated())
    guard !permissions.isEmpty else {
      return [
        file.finding(
          self, at: JSONPointer().appending("permissions"),
          "there is no permission, so everything asks for an administrator",
          remedy: "Take them over from the policy that `n8n-ops init` writes.")
      ]
    }
    return permissions.flatMap { index, permission in
      empty(permission, index, file) + unknownCommands(permission, index, file, tree.commands)
    } + repeatedNames(permissions, file) + repeatedPaths(permissions, file)
  }

  private func empty(_ permission: RolesPolicy.Permission, _ index: Int, _ file: CheckedFile)
    -> [CheckFinding]
  {
    guard permission.commands.isEmpty, permission.paths.isEmpty else { return [] }
    return [
      file.finding(
        self, at: place(index), "the permission names neither commands nor paths, so it has no effect",
        remedy: "Name what it is about, or remove it.")
    ]
  }

  private func unknownCommands(
    _ permission: RolesPolicy.Permission, _ index: Int, _ file: CheckedFile, _ known: Set<String>?
  ) -> [CheckFinding] {
    guard let known else { return [] }
    return permission.commands.enumerated().filter { !known.contains($0.element) }.map { number, _ in
      file.finding(
        self, at: place(index, "commands", "\(number)"),
        "no command that changes something has this name, so the permission does not hold for it",
        remedy: "Write a command by its words, such as \"promote plan\"; `n8n-ops --help` lists them.")
    }
  }

  private func repeatedNames(
    _ permissions: [(offset: Int, element: RolesPolicy.Permission)], _ file: CheckedFile
  )
    -> [CheckFinding]
  {
    permissions.secondOnes { $0.element.name }.map { later, _ in
      file.finding(
        self, at: place(later.offset, "name"),
        "another permission has this name, so a violation does not say which is meant",
        remedy: "Give it a name of its own, or put the two together.")
    }
  }

  /// The first permission that names a path decides.
  private func repeatedPaths(
    _ permissions: [(offset: Int, element: RolesPolicy.Permission)], _ file: CheckedFile
  )
    -> [CheckFinding]
  {
    let paths = permissions.flatMap { index, permission in
      permission.paths.enumerated().map { (permission: index, number: $0.offset, text: $0.element.text) }
    }
    return paths.secondOnes { $0.text }.map { later, first in
      file.finding(
        self, at: place(later.permission, "paths", "\(later.number)"),
        "the permission at /permissions/\(first.permission) names this path before, and the first one decides",
        remedy: "Remove the path from one of them.")
    }
  }

  private func place(_ index: Int, _ tokens: String...) -> JSONPointer {
    JSONPointer(tokens: ["permissions", "\(index)"] + tokens)
  }
}
