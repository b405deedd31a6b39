/// What a sync reads; all of it unless told otherwise (ENV-010, ENV-011).
package enum SyncPart: String, Sendable, Hashable, CaseIterable {
  case workflows, credentials, tags, users
}
