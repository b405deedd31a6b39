import JSON

/// Type and logical name say which credential is meant, so no two have both.
struct CredentialRule: CheckRule {
  let name = "credential-identity"

  private struct Identity: Hashable {
    let type: String
    let name: [UInt8]
  }

  func check(_ tenant: CheckedTenant) -> [CheckFinding] {
    tenant.credentials.secondOnes { Identity(type: $0.value.type, name: Array($0.value.name.utf8)) }
      .map { credential, first in
        credential.file.finding(
          self, at: JSONPointer().appending("name"), "\(first.name) has this type and name too",
          remedy: "Move the mappings into one of the two files and remove the other.")
      }
  }
}
