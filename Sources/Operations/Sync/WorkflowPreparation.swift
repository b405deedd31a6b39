import Digest
import Git
import Governance
import JSON
import Ledger

/// Works out what becomes of a workflow as n8n tells it, aside from all others, so that several are worked out at the
/// same time. Its blobs go into a transaction; nothing else happens.
struct WorkflowPreparation: Sendable {
  /// A workflow as the observed branch and the index will have it.
  struct Prepared: Sendable {
    var id: String
    var place: Place
    var item: ObservedIndex.Item
    /// Nil for archived ones, which have no file.
    var workflow: OID?
    var draft: OID?
    /// Things that a person should know.
    var notes: [String]
    /// The credentials that the nodes use, as n8n has them.
    var credentials: Set<ObservedCredentials.Item>
    /// Values that placeholders stand for, by id.
    var sealedValues: [String: String]
    /// SHA-256 of the entry, where the list told it.
    var digest: SHA256Digest?
  }

  enum Outcome: Sendable {
    case prepared(Prepared)
    /// It cannot be understood, or may not be stored.
    case unreadable(id: String?, reason: String)
  }

  let mappings: EnvironmentMappings
  let canonicalIDs: [String: Slug]
  let rules: Rules
  let overlay: Overlay?
  let sealing: SecretSealing
  /// Secrets that the approved content has in the clear, by workflow.
  let approvedSecrets: @Sendable (Slug) throws(OpsError) -> Set<String>
  let objects: ObjectTransaction

  /// No person draws more: beyond it something has run wild, and comparing would take minutes.
  private static let mostNodes = 10_000
  /// Documents that one task works on; enough to be worth starting it.
  private static let portion = 32

  /// The outcomes in the order of the documents.
  ///
  /// - Parameters:
  ///   - digests: as many as documents, or none.
  ///   - descriptions: what is known of those of the workflows, by id: a list leaves them out.
  func outcomes(
    of documents: [JSON], _ digests: [SHA256Digest], descriptions: [String: String]
  ) async throws(OpsError) -> [Outcome] {
    let starts = stride(from: 0, to: documents.count, by: Self.portion)
    let portions = await withTaskGroup(of: (Int, Result<[Outcome], OpsError>).self) { group in
      for start in starts {
        group.addTask {
          let range = start..<min(start + Self.portion, documents.count)
          do throws(OpsError) {
            let outcomes = try range.map { index throws(OpsError) in
              try outcome(
                of: documents[index].described(by: descriptions), digests.isEmpty ? nil : digests[index])
            }
            return (start, .success(outcomes))
          } catch {
            return (start, .failure(error))
          }
        }
      }
      var results: [Int: Result<[Outcome], OpsError>] = [:]
      for await (start, result) in group { results[start] = result }
      return starts.compactMap { results[$0] }
    }
    var all: [Outcome] = []
    for portion in portions { all += try portion.get() }
    return all
  }

  func outcome(of document: JSON, _ digest: SHA256Digest? = nil) throws(OpsError) -> Outcome {
    let id = document["id"]?.stringValue ?? ""
    guard !id.isEmpty else { return .unreadable(id: nil, reason: "a workflow without id") }
    guard let place = Place(id: id, workflow: canonicalIDs[id]) else {
      return .unreadable(id: id, reason: "its id is none of n8n")
    }
    if let reason = Self.objection(to: document["nodes"]) { return .unreadable(id: id, reason: reason) }
    var result = PortableForm.portable(
      from: document, mappings: mappings, policy: rules.normalization, overlay: overlay)
    guard let values = try takeSecretsOut(of: &result, canonicalIDs[id]) else {
      return .unreadable(
        id: id, reason: "it holds a secret in the clear, which policies/secrets.json refuses")
    }
    let item = ObservedIndex.Item(
      workflow: canonicalIDs[id], name: document["name"]?.stringValue ?? "",
      isActive: document["active"]?.boolValue ?? false,
      isArchived: document["isArchived"]?.boolValue ?? false,
      hasDraft: result.draft != nil,
      versionId: document["versionId"]?.stringValue, updatedAt: document["updatedAt"]?.stringValue,
      hash: ContentHash.hash(of: result.workflow, policy: rules.normalization).description,
      description: result.workflow["description"]?.stringValue)
    var prepared = Prepared(
      id: id, place: place, item: item, notes: [], credentials: [], sealedValues: values, digest: digest)
    if !item.isArchived {
      prepared.workflow = objects.blob(result.workflow.bytes(.prettySorted))
      prepared.draft = result.draft.map { objects.blob($0.bytes(.prettySorted)) }
      // Of a workflow that nobody manages nothing is translated, which onboarding will tell.
      prepared.notes =
        item.workflow.map { canonical in
          result.reports.map { oneLine("\(canonical): \($0.words(in: document))", limit: 300) }
        } ?? []
      prepared.credentials = Self.credentials(of: document)
    }
    return .prepared(prepared)
  }

  /// Why nothing can be made of the nodes; nil where they are as they should be.
  private static func objection(to nodes: JSON?) -> String? {
    guard let nodes = nodes?.arrayValue else { return "it has no nodes" }
    guard nodes.allSatisfy({ $0.objectValue != nil }) else { return "one of its nodes is no object" }
    guard nodes.count <= mostNodes else { return "it has \(nodes.count) nodes, more than \(mostNodes)" }
    return nil
  }

  /// Puts placeholders in the place of secrets, in what runs and in the draft.
  ///
  /// - Returns: the values behind them; nil where the policy refuses the workflow.
  private func takeSecretsOut(of result: inout PortableResult, _ canonical: Slug?) throws(OpsError)
    -> [String: String]?
  {
    var found = sealing.seal(result.workflow, of: canonical)
    if !found.findings.isEmpty, let canonical {
      let approved = try approvedSecrets(canonical)
      if !approved.isEmpty { found = sealing.seal(result.workflow, of: canonical, keeping: approved) }
    }
    let draft = result.draft.map { sealing.seal($0, of: canonical) }
    let count = found.findings.count + (draft?.findings.count ?? 0)
    guard count == 0 || sealing.action != .refuse else { return nil }
    result.workflow = found.workflow
    result.draft = draft?.workflow
    return found.values.merging(draft?.values ?? [:]) { first, _ in first }
  }

  /// The credentials that the nodes use, as n8n has them: all that is known where it does not list them.
  private static func credentials(of document: JSON) -> Set<ObservedCredentials.Item> {
    var result: Set<ObservedCredentials.Item> = []
    for node in document["nodes"]?.arrayValue ?? [] {
      for (type, reference) in node["credentials"]?.objectValue ?? JSONObject() {
        guard let id = reference["id"]?.stringValue else { continue }
        result.insert(.init(id: id, name: reference["name"]?.stringValue ?? "", type: type))
      }
    }
    return result
  }
}

extension JSON {
  /// The workflow with the description that is known of it, where it tells none at all.
  fileprivate func described(by known: [String: String]) -> JSON {
    guard case .object(var object) = self, object["description"] == nil,
      let id = object["id"]?.stringValue, let description = known[id]
    else { return self }
    object["description"] = .string(description)
    return .object(object)
  }
}
