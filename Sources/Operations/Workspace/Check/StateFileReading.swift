import Governance
import JSON
import Ledger

/// What the program makes of a file.
struct StateFileReading: Sendable {
  /// The value; nil where the program refuses it.
  var value: (any Sendable)?
  /// Members that the program passes over.
  var unread: [JSONPointer] = []
  /// Why it refuses the file, and where.
  var refusal: Refusal?

  struct Refusal: Sendable {
    var pointer: JSONPointer
    var reason: String
  }
}

extension StateFileKind {
  /// Reads a file as the program does when it needs it.
  func read(_ json: JSON) -> StateFileReading {
    switch self {
    case .format: read(json, as: FormatFile.self)
    case .platform: read(json, as: Platform.self)
    case .tenant: read(json, as: Tenant.self)
    case .member: read(json, as: Member.self)
    case .environment: read(json, as: EnvironmentRecord.self)
    case .workflow: read(json, as: CanonicalWorkflow.self)
    case .credential: read(json, as: CredentialRecord.self)
    case .pipeline: read(json, as: Pipeline.self)
    case .promotion: read(json, as: Promotion.self)
    case .incident: read(json, as: Incident.self)
    case .policy("environment-classes"): read(json, as: GuardPolicy.self)
    case .policy("drift"): read(json, as: DriftPolicy.self)
    case .policy("roles"): read(json, as: RolesPolicy.self)
    case .policy("secrets"): read(json, as: SecretPolicy.self)
    case .policy("plans"): read(json, as: PlanPolicy.self)
    case .policy("retention"): read(json, as: RetentionPolicy.self)
    case .policy(let name): readPolicy(json, name)
    case .overlay: readOverlay(json)
    case .baseline: StateFileReading(value: nil)
    }
  }

  private func read<Value: StateFile>(_ json: JSON, as type: Value.Type) -> StateFileReading {
    do {
      let (value, unread) = try json.decodeListingUnread(as: type)
      let schema = JSONPointer().appending("$schema")
      return StateFileReading(value: value, unread: unread.filter { $0 != schema })
    } catch let error as JSONDecodingError {
      return StateFileReading(refusal: .init(pointer: error.pointer, reason: error.reason))
    } catch {
      return StateFileReading(refusal: .init(pointer: JSONPointer(), reason: "it cannot be read"))
    }
  }

  private func readPolicy(_ json: JSON, _ name: String) -> StateFileReading {
    do {
      if name == "risk" { return StateFileReading(value: try RiskPolicy(json)) }
      return StateFileReading(value: try NormalizationPolicy(json, nodes: .none))
    } catch {
      let pointer = (try? JSONPointer(error.pointer)) ?? JSONPointer()
      return StateFileReading(refusal: .init(pointer: pointer, reason: error.message))
    }
  }

  private func readOverlay(_ json: JSON) -> StateFileReading {
    do {
      return StateFileReading(value: try Overlay(json))
    } catch {
      let tokens = [error.workflow, error.node, error.pointer].filter { !$0.isEmpty }
      return StateFileReading(
        refusal: .init(pointer: JSONPointer(tokens: tokens), reason: error.reason.rawValue))
    }
  }
}
