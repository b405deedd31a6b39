/// Every JSON file below `state/` and `policies/` is one that the program reads. One in the wrong folder is a
/// decision without effect.
struct StrayFileRule: CheckRule {
  let name = "stray-file"

  func check(_ file: CheckedFile, in tree: CheckedTree) -> [CheckFinding] {
    guard file.kind == nil, file.path.hasSuffix(".json"), !file.path.hasPrefix("state/schemas/") else {
      return []
    }
    return [
      file.finding(
        self, "no part of the program reads this file",
        remedy:
          "Move it with git mv to where it belongs, or remove it. In state/tenants/TENANT lie: tenant.json, "
          + "team/, environments/NAME/environment.json, workflows/, credentials/, pipelines/, promotions/, incidents/."
      )
    ]
  }
}
