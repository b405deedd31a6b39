/// Who let another machine go on with a promotion, and why.
package struct TakeOverRecord: Sendable, Hashable, Codable {
  package var by: Person
  package var at: Instant
  /// The machine that had begun.
  package var from: String
  package var note: String

  package init(by: Person, at: Instant, from: String, note: String) {
    self.by = by
    self.at = at
    self.from = from
    self.note = note
  }
}
