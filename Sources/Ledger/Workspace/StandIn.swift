package import Git
package import Governance

/// Acting for a member of a tenant (PLAT-005): with their permissions and never more, and both names on record.
package struct StandIn: Sendable, Hashable {
  package static let memberTrailer = "N8nOps-As"
  package static let reasonTrailer = "N8nOps-Because"

  package var member: Person
  package var reason: String

  package init(member: Person, reason: String) {
    self.member = member
    self.reason = reason
  }

  /// What a commit says; nil where its author acted for themselves, and where it names nobody that can be read.
  package init?(_ commit: Commit) {
    guard let member = commit.trailer(Self.memberTrailer).flatMap(Person.init(parsing:)) else { return nil }
    self.init(member: member, reason: commit.trailer(Self.reasonTrailer) ?? "")
  }
}
