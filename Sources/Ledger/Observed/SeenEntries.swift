/// `seen.json` of the status ref: the workflows of the last sync by the bytes in which n8n sent them. One that comes again
/// byte for byte is not read again.
package struct SeenEntries: StateFile, Hashable {
  package static var schemaName: String { "seen" }

  /// A note of the sync, and what it is about.
  package struct Note: Sendable, Hashable, Codable {
    package var message: String
    /// Ids in n8n, sorted.
    package var workflows: [String]

    package init(message: String, workflows: [String]) {
      self.message = message
      self.workflows = workflows
    }
  }

  /// A credential that nodes use, and in which workflows.
  package struct Use: Sendable, Hashable, Codable {
    package var credential: ObservedCredentials.Item
    /// Ids in n8n, sorted.
    package var workflows: [String]

    package init(credential: ObservedCredentials.Item, workflows: [String]) {
      self.credential = credential
      self.workflows = workflows
    }
  }

  /// SHA-256 of everything else that decided what was made of the entries. Another basis, and all are read again.
  package var basis: String
  /// Id in n8n -> SHA-256 of the entry, a space, and what stands for its files and its line in the index.
  package var items: [String: String]
  package var notes: [Note]
  package var uses: [Use]

  package init(basis: String, items: [String: String], notes: [Note], uses: [Use]) {
    self.basis = basis
    self.items = items
    self.notes = notes
    self.uses = uses
  }
}
