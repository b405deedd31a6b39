import Git
package import Governance
import JSON
import Ledger

/// Decides which canonical workflow each unmanaged one is, and writes the result into an edit.
struct OnboardPlan {
  private let context: OperationContext
  private let environment: Slug
  private let tree: LedgerTree
  private let unmanaged: [(id: String, document: JSON)]
  private var mappings: Mappings
  private var candidates: [WorkflowMatching.Candidate]
  private var decisions: [String: Onboard.Decision] = [:]
  private var touchedCredentials: Set<Slug> = []
  /// Workflows that were made again under another id, with what was approved of them here: that stays.
  private var remade: Set<Slug> = []
  private(set) var credentialNotes: [String] = []

  init(
    _ context: OperationContext, environment: Slug, tree: LedgerTree,
    unmanaged: [(id: String, document: JSON)]
  )
    throws(OpsError)
  {
    self.context = context
    self.environment = environment
    self.tree = tree
    self.unmanaged = unmanaged
    mappings = try Mappings(tree: tree, tenant: context.tenant)
    candidates = []
    candidates = try open()
  }

  var items: [Onboard.Item] {
    unmanaged.compactMap { entry in
      decisions[entry.id].map {
        Onboard.Item(id: entry.id, name: entry.document["name"]?.stringValue ?? "", decision: $0)
      }
    }
  }

  /// Credentials first, since hashes need them; then what has identical content, again and again, since each link
  /// translates references of others; then names and nodes; what is left is new.
  mutating func decide() {
    mapCredentials()
    while linkOnce(onlyIdentical: true) {}
    while linkOnce(onlyIdentical: false) {
      while linkOnce(onlyIdentical: true) {}
    }
    dropOutdatedChoices()
    for entry in unmanaged where decisions[entry.id] == nil { create(entry) }
  }

  mutating func write(to edit: inout LedgerEdit) throws(OpsError) {
    let translation = mappings.translation(for: environment)
    for slug in touchedCredentials.sorted() {
      if let record = mappings.credentials[slug] { try edit.put(record, at: context.tenant.credential(slug)) }
    }
    for entry in unmanaged {
      guard let slug = decisions[entry.id]?.workflow, let record = mappings.workflows[slug] else { continue }
      try edit.put(record, at: context.tenant.workflow(slug))
      let baseline = context.tenant.baseline(environment, slug)
      if remade.contains(slug), try readGit({ () throws(GitError) in try tree.blob(at: baseline) }) != nil {
        continue
      }
      let portable = PortableForm.portable(
        from: entry.document, mappings: translation, policy: context.rules.normalization)
      edit.put(portable.workflow.bytes(.prettySorted), at: baseline)
    }
  }

  // MARK: - Steps

  private mutating func linkOnce(onlyIdentical: Bool) -> Bool {
    guard !candidates.isEmpty else { return false }
    let translation = mappings.translation(for: environment)
    var claims: [Slug: [(id: String, evidence: String)]] = [:]
    for entry in unmanaged where decisions[entry.id]?.workflow == nil {
      switch match(entry.document, translation) {
      case .match(let slug, let evidence) where !onlyIdentical || evidence == "identical content":
        claims[slug, default: []].append((entry.id, evidence))
      case .ambiguous(let slugs) where !onlyIdentical:
        decisions[entry.id] = .ambiguous(slugs)
      default:
        break
      }
    }
    var isChanged = false
    for (slug, claimants) in claims {
      guard let only = claimants.first, claimants.count == 1 else {
        // Which of several is the one, a person has to say.
        for claimant in claimants { decisions[claimant.id] = .ambiguous([slug]) }
        continue
      }
      let old = mappings.workflows[slug]?.mappings[environment]?.id
      decisions[only.id] = .linked(
        slug, evidence: old.map { "made again, it was \($0): \(only.evidence)" } ?? only.evidence)
      if old != nil { remade.insert(slug) }
      link(only.id, to: slug)
      isChanged = true
    }
    return isChanged
  }

  private func match(_ document: JSON, _ translation: EnvironmentMappings) -> WorkflowMatching.Result {
    let policy = context.rules.normalization
    let portable = PortableForm.portable(from: document, mappings: translation, policy: policy).workflow
    return WorkflowMatching.match(
      hash: ContentHash.hash(of: portable, policy: policy).description,
      name: portable["name"]?.stringValue ?? "", nodes: WorkflowMatching.nodes(of: portable),
      among: candidates)
  }

  /// What fitted several is new when others turned out to be all of them.
  private mutating func dropOutdatedChoices() {
    let open = Set(candidates.map(\.workflow))
    for (id, decision) in decisions {
      if case .ambiguous(let slugs) = decision, open.isDisjoint(with: slugs) { decisions[id] = nil }
    }
  }

  private mutating func link(_ id: String, to slug: Slug) {
    var record = mappings.workflows[slug]
    record?.mappings[environment] = WorkflowMapping(id: id)
    mappings.workflows[slug] = record
    candidates.removeAll { $0.workflow == slug }
  }

  private mutating func create(_ entry: (id: String, document: JSON)) {
    let name = entry.document["name"]?.stringValue ?? ""
    let slug = Slug(from: name).avoiding { [mappings] in mappings.workflows[$0] != nil }
    mappings.workflows[slug] = CanonicalWorkflow(
      name: name, mappings: [environment: WorkflowMapping(id: entry.id)])
    decisions[entry.id] = .created(slug)
  }

  private mutating func mapCredentials() {
    let known = mappings.translation(for: environment)
    var used: Set<CredentialReference> = []
    for entry in unmanaged {
      used.formUnion(
        PortableForm.portable(from: entry.document, mappings: known, policy: context.rules.normalization)
          .dependencies.credentials)
    }
    let unknown = used.compactMap { reference -> (type: String, id: String, name: String)? in
      guard case .instance(let type, let id?, let name) = reference else { return nil }
      return (type, id, name)
    }
    for credential in unknown.sorted(by: { ($0.type, $0.name, $0.id) < ($1.type, $1.name, $1.id) }) {
      map(credential)
    }
  }

  private mutating func map(_ credential: (type: String, id: String, name: String)) {
    let mapping = CredentialMapping(id: credential.id, name: credential.name)
    if let (slug, known) = mappings.credential(type: credential.type, name: credential.name),
      known.mappings[environment] == nil
    {
      var record = known
      record.mappings[environment] = mapping
      mappings.credentials[slug] = record
      touchedCredentials.insert(slug)
      credentialNotes.append("\(record.name) (\(record.type)): mapped")
      return
    }
    let taken = mappings.credentials
    let slug = Slug(from: "\(credential.name) \(credential.type)", fallback: "credential")
      .avoiding { taken[$0] != nil }
    // A second credential of the same type and name in one instance cannot share the logical name.
    let isTaken = mappings.credential(type: credential.type, name: credential.name) != nil
    let name = isTaken ? "\(credential.name) (\(slug))" : credential.name
    mappings.credentials[slug] = CredentialRecord(
      name: name, type: credential.type, mappings: [environment: mapping])
    touchedCredentials.insert(slug)
    credentialNotes.append("\(name) (\(credential.type)): new logical credential")
  }

  /// Canonical workflows that are not in this environment, not yet or not any more, with what they contain.
  private func open() throws(OpsError) -> [WorkflowMatching.Candidate] {
    let environments = try context.ledger.environments(in: tree).keys.sorted()
    let seen = try context.ledger.index(of: environment).items
    var result: [WorkflowMatching.Candidate] = []
    for (slug, record) in mappings.workflows.sorted(by: { $0.key < $1.key }) {
      let mapping = record.mappings[environment]
      let isMissing = mapping.map { $0.status == .linked && seen[$0.id]?.isArchived ?? true } ?? false
      guard mapping == nil || isMissing else { continue }
      var hashes: Set<String> = []
      var nodes: Set<String> = []
      for other in environments {
        let path = context.tenant.baseline(other, slug)
        guard let bytes = try readGit({ () throws(GitError) in try tree.bytes(at: path) }) else { continue }
        let document = try parse(bytes, at: path)
        hashes.insert(ContentHash.hash(of: document, policy: context.rules.normalization).description)
        nodes = WorkflowMatching.nodes(of: document)
      }
      result.append(
        .init(workflow: slug, name: record.name, hashes: hashes, nodes: nodes, isMissing: isMissing))
    }
    return result
  }
}

extension Onboard.Decision {
  /// The canonical workflow, where there is one.
  package var workflow: Slug? {
    switch self {
    case .created(let slug), .linked(let slug, _): slug
    case .ambiguous: nil
    }
  }
}
