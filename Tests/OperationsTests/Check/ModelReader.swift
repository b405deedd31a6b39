import Governance
import JSON
import Ledger

@testable import Operations

/// What the program makes of a document of one schema.
struct ModelReader: Sendable {
  /// Whether it takes the document and reads every member.
  let accepts: @Sendable (JSON) -> Bool
  /// The document as the program writes what it has read; nil where it never writes such a file.
  let rewritten: @Sendable (JSON) -> JSON?

  /// By name of the schema; portable content is read as it comes and has none.
  static let all: [String: ModelReader] = {
    var all: [String: ModelReader] = [:]
    func add<Value: StateFile>(_ type: Value.Type) { all[type.schemaName] = ModelReader(type) }
    add(FormatFile.self)
    add(Tenant.self)
    add(Member.self)
    add(EnvironmentRecord.self)
    add(CanonicalWorkflow.self)
    add(CredentialRecord.self)
    add(Pipeline.self)
    add(Promotion.self)
    add(Incident.self)
    add(GuardPolicy.self)
    add(DriftPolicy.self)
    add(RolesPolicy.self)
    add(Platform.self)
    add(PlanPolicy.self)
    add(JobRecord.self)
    add(EnvironmentStatus.self)
    add(ObservedIndex.self)
    add(SeenEntries.self)
    add(SeenPages.self)
    add(ObservedCredentials.self)
    add(ObservedTags.self)
    add(ObservedUsers.self)
    add(ExecutionSegment.self)
    add(UndoEntry.self)
    all["risk"] = ModelReader { (try? RiskPolicy($0)) != nil }
    all["normalization"] = ModelReader { (try? NormalizationPolicy($0, nodes: .none)) != nil }
    all["overlay"] = ModelReader { (try? Overlay($0)) != nil }
    return all
  }()

  private init<Value: StateFile>(_ type: Value.Type) {
    accepts = { ((try? $0.decodeListingUnread(as: type))?.unread ?? [JSONPointer()]).isEmpty }
    rewritten = { json in (try? json.decode(as: type)).flatMap { try? JSON.encode($0) } }
  }

  private init(accepts: @escaping @Sendable (JSON) -> Bool) {
    self.accepts = accepts
    rewritten = { _ in nil }
  }
}
