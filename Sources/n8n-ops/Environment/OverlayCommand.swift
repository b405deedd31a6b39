import Governance
import JSON
import Ledger
import Operations
import Terminal

/// `env overlay`: values that differ in one environment on purpose.
struct OverlayCommand: Command {
  static let configuration = CommandConfiguration.group(
    "overlay", abstract: "Values that an environment has of its own: another address, sheet or channel.",
    subcommands: [OverlaySet.self, OverlayRemove.self, OverlayList.self])
}

struct OverlaySet: Command {
  static let configuration = CommandConfiguration(
    commandName: "set", abstract: "Give a node's parameter a value of its own in one environment.",
    discussion: """
      The value goes in when the workflow is written to the instance, and comes out when it is read, so it \
      is no change between environments and no drift. The place must exist in what is approved (or else \
      runs) there. A list or an object can only take the place of another one. Credentials and references to \
      workflows are translated by the mappings and cannot be set. Nothing is written to n8n: the next \
      promotion or `drift revert` brings the value there. Values are readable in the ops repository: one \
      that looks like a secret is refused, since it belongs in a credential.
      """,
    examples: [
      Example(
        command:
          "n8n-ops env overlay set production order-intake 'Stock in the ERP' /parameters/url https://erp.example.com",
        says: "Another address in production."),
      Example(
        command: "n8n-ops env overlay set staging order-intake 'Read rows' /parameters/limit 50 --as-json",
        says: "A number and not a text."),
    ])

  @Argument(help: "The environment.") var environment: Slug
  @Argument(help: "Canonical id of the workflow.") var workflow: String
  @Argument(help: "Name of the node.") var node: String
  @Argument(help: "Place in the node, as a JSON Pointer: /parameters/url.") var pointer: String
  @Argument(help: "The value: a text, or JSON with --as-json.") var value: String
  @Flag(help: "Read the value as JSON.") var asJson = false
  @OptionGroup var options: ChangeOptions

  mutating func run(_ context: CommandContext) async throws {
    let entry = OverlayEntry(
      workflow: workflow, node: node, pointer: try place(pointer), value: try parsedValue())
    let session = try Session(options, context)
    try session.operations(options).setOverlay(entry, in: environment)
    try session.show(entry.json(in: environment)) { console in
      console.print(
        "\(environment) has a value of its own for \(workflow), \(Console.safe(node)), \(entry.pointer).")
      console.print("The next promotion brings it there, or `n8n-ops drift revert`.")
    }
  }

  private func parsedValue() throws -> JSON {
    guard asJson else { return .string(value) }
    do {
      return try JSON(parsing: value)
    } catch {
      throw OpsError(
        "The value is not JSON", at: "value", because: "\(error)", remedy: "Leave out --as-json.")
    }
  }
}

struct OverlayRemove: Command {
  static let configuration = CommandConfiguration(
    commandName: "remove",
    abstract: "Take a value of an environment's own away; it becomes the approved one.",
    examples: [
      Example(
        command:
          "n8n-ops env overlay remove production order-intake 'Stock in the ERP' /parameters/url",
        says: "From now on a promotion changes it.")
    ])

  @Argument(help: "The environment.") var environment: Slug
  @Argument(help: "Canonical id of the workflow.") var workflow: String
  @Argument(help: "Name of the node.") var node: String
  @Argument(help: "Place in the node, as a JSON Pointer.") var pointer: String
  @OptionGroup var options: ChangeOptions

  mutating func run(_ context: CommandContext) async throws {
    let place = try place(pointer)
    let session = try Session(options, context)
    let removed = try session.operations(options).removeOverlay(
      of: workflow, node: node, at: place, in: environment)
    try session.show(removed.json(in: environment)) { console in
      console.print(
        "\(workflow), \(Console.safe(node)), \(place): no value of its own in \(environment) any more.")
    }
  }
}

struct OverlayList: Command {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the values that environments have of their own.",
    examples: [
      Example(command: "n8n-ops env overlay list production", says: "Show what differs in production.")
    ])

  @Argument(help: "The environment; all where none is named.") var environment: Slug?
  @OptionGroup var options: WorkspaceOptions

  mutating func run(_ context: CommandContext) async throws {
    let session = try Session(options, context)
    let operations = try session.unattended(options)
    let all = try operations.ledger.environments(in: try session.workspace.mainTree()).keys.sorted()
    var rows: [(Slug, OverlayEntry)] = []
    for name in environment.map({ [$0] }) ?? all {
      rows += try operations.overlay(of: name).entries.map { (name, $0) }
    }
    try session.show(.array(rows.map { $1.json(in: $0) })) { console in
      var table = Table(["environment", "workflow", "node", "place", "value"])
      for (name, entry) in rows {
        table.add(
          name.text, entry.workflow, Console.safe(entry.node), Console.safe(entry.pointer.description),
          Console.safe(entry.value.text(.compact)))
      }
      console.print(table)
    }
  }
}

/// The place that a JSON Pointer names.
private func place(_ text: String) throws -> JSONPointer {
  do {
    return try JSONPointer(text)
  } catch {
    throw OpsError(
      "That is no JSON Pointer", at: text, because: "\(error)", remedy: "Write it like /parameters/url.")
  }
}

extension OverlayEntry {
  fileprivate func json(in environment: Slug) -> JSON {
    [
      "environment": .string(environment.text), "workflow": .string(workflow), "node": .string(node),
      "pointer": .string(pointer.description), "value": value,
    ]
  }
}
