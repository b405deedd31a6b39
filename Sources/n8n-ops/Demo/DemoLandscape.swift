import Governance
import JSON
import Resources
import Simulator

/// Three n8n simulators in this process, filled as a small shop would have them.
struct DemoLandscape: Sendable {
  struct Instance: Sendable {
    let name: String
    let environmentClass: EnvironmentClass
    let simulator: Simulator
    let url: String
    let key: String
  }

  let instances: [Instance]

  /// Credentials of each environment: the same names, other ids and other secrets.
  private static let credentials = [
    ("postgres", "Orders database"), ("slackApi", "Slack bot"), ("smtp", "Mail relay"),
    ("httpHeaderAuth", "ERP token"), ("httpHeaderAuth", "CRM token"), ("httpHeaderAuth", "Enrichment token"),
    ("httpHeaderAuth", "Newsletter token"), ("openAiApi", "OpenAI"),
    ("googleSheetsOAuth2Api", "Google Sheets"),
  ]

  /// What each environment has at first, called ones before their callers.
  private static let workflows: [(environmentClass: EnvironmentClass, names: [String])] = {
    let everywhere = [
      "customer-lookup", "error-alert", "order-intake", "nightly-invoices", "stock-sync", "weekly-report",
      "data-erasure", "payment-reminder",
    ]
    return [
      (.development, everywhere + ["support-agent", "lead-scoring"]), (.staging, everywhere),
      (.production, everywhere + ["csv-import"]),
    ]
  }()

  init(place: DemoFolder) throws(OpsError) {
    var started: [Instance] = []
    for (number, entry) in Self.workflows.enumerated() {
      let name = entry.environmentClass.rawValue
      let key = "demo-\(name)-\(UInt64.random(in: .min ... .max))-\(UInt64.random(in: .min ... .max))"
      let simulator = Simulator(
        SimulatorConfiguration(version: .v2_40_7, apiKey: key, seed: UInt64(number + 1)))
      do {
        try Self.fill(simulator, with: entry.names)
        started.append(
          Instance(
            name: name, environmentClass: entry.environmentClass, simulator: simulator,
            url: try simulator.start(),
            key: key))
      } catch {
        throw OpsError("A simulator could not be started", at: name, because: "\(error)")
      }
      try place.store(key, for: name)
    }
    instances = started
  }

  func stop() {
    for instance in instances { instance.simulator.stop() }
  }

  func instance(_ environmentClass: EnvironmentClass) -> Instance {
    instances.first { $0.environmentClass == environmentClass }!
  }

  private static func fill(_ simulator: Simulator, with names: [String]) throws {
    var credentialIDs: [String: String] = [:]
    for (type, name) in credentials {
      credentialIDs["\(type) \(name)"] = simulator.addCredential(type: type, name: name)
    }
    var workflowIDs: [String: String] = [:]
    for name in names {
      let document = try JSON(parsing: Resources.data("state/demo/workflows/\(name).json") ?? [])
      let filled = fill(document, credentials: credentialIDs, workflows: workflowIDs, type: nil)
      workflowIDs["workflow:\(name)"] = try simulator.load(
        workflow: filled, active: document["active"]?.boolValue ?? false)
    }
  }

  /// Puts this instance's ids in: `workflow:NAME` becomes the id, a credential gets the one of its type and name.
  private static func fill(
    _ json: JSON, credentials: [String: String], workflows: [String: String], type: String?
  ) -> JSON {
    switch json {
    case .string(let text):
      return .string(workflows[text] ?? text)
    case .array(let items):
      return .array(items.map { fill($0, credentials: credentials, workflows: workflows, type: nil) })
    case .object(let object):
      if let type, let name = object["name"]?.stringValue, let id = credentials["\(type) \(name)"] {
        return ["id": .string(id), "name": .string(name)]
      }
      var result = JSONObject()
      for (key, value) in object {
        if key == "credentials", let members = value.objectValue {
          result[key] = .object(
            JSONObject(
              members.map {
                ($0.key, fill($0.value, credentials: credentials, workflows: workflows, type: $0.key))
              }))
        } else {
          result[key] = fill(value, credentials: credentials, workflows: workflows, type: nil)
        }
      }
      return .object(result)
    case .null, .bool, .number:
      return json
    }
  }
}
