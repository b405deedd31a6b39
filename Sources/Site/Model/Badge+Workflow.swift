extension Badge {
  /// One workflow in one environment, against what was approved for it there.
  package enum Cell: String, Sendable, Hashable, CaseIterable {
    case inSync, drifted, behind, missing, unmanaged, ignored, draft, absent
  }

  /// A credential of an environment. Raw values are those of `credential list`.
  package enum Credential: String, Sendable, Hashable, CaseIterable {
    case valid = "VALID"
    case missing = "MISSING"
    case typeMismatch = "TYPE_MISMATCH"
    case unmapped = "UNMAPPED"
    case unused = "UNUSED"
  }

  /// How much a change can break. Raw values are those of `policies/risk.json`.
  package enum Risk: String, Sendable, Hashable, CaseIterable {
    case low = "LOW"
    case medium = "MEDIUM"
    case high = "HIGH"
  }

  /// What a promotion does with a workflow.
  package enum Change: String, Sendable, Hashable, CaseIterable {
    case added = "ADDED"
    case modified = "MODIFIED"
    case deleted = "DELETED"
    case unchanged = "UNCHANGED"
    case targetHotfix = "TARGET_HOTFIX"
  }

  /// The state of a cell of the matrix.
  package static func cell(_ state: Cell) -> Badge {
    switch state {
    case .inSync: Badge(.good, "In sync")
    case .drifted: Badge(.bad, "Drifted")
    case .behind: Badge(.info, "Behind")
    case .missing: Badge(.attention, "Missing")
    case .unmanaged: Badge(.attention, "Unmanaged")
    case .ignored: Badge(.quiet, "Ignored")
    case .draft: Badge(.info, "Draft waits")
    case .absent: Badge(.quiet, "Not here")
    }
  }

  /// The state of a credential.
  package static func credential(_ state: Credential) -> Badge {
    switch state {
    case .valid: Badge(.good, "Valid")
    case .missing: Badge(.bad, "Missing")
    case .typeMismatch: Badge(.bad, "Type mismatch")
    case .unmapped: Badge(.attention, "Unmapped")
    case .unused: Badge(.quiet, "Unused")
    }
  }

  /// The risk of a change.
  package static func risk(_ risk: Risk) -> Badge {
    switch risk {
    case .low: Badge(.quiet, "Low risk")
    case .medium: Badge(.attention, "Medium risk")
    case .high: Badge(.bad, "High risk")
    }
  }

  /// What happens to a workflow.
  package static func change(_ change: Change) -> Badge {
    switch change {
    case .added: Badge(.info, "Added")
    case .modified: Badge(.info, "Modified")
    case .deleted: Badge(.attention, "Deleted")
    case .unchanged: Badge(.quiet, "Unchanged")
    case .targetHotfix: Badge(.bad, "Changed in the target")
    }
  }
}
