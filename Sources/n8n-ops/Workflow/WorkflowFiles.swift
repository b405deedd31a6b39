import Foundation
import Governance
import JSON
import Ledger
import Resources
import Terminal

/// Workflow files of any origin, outside an ops repository.
struct WorkflowFiles {
  /// The built-in policies.
  let normalization: NormalizationPolicy
  let risk: RiskPolicy
  private let folder: String
  private let console: Console

  init(_ context: CommandContext) throws(OpsError) {
    let rules = try Rules.builtIn()
    normalization = rules.normalization
    risk = rules.risk
    folder = context.workingDirectory
    console = context.console
  }

  /// A file in portable form: what n8n exports or its API answers, or a file of a ledger.
  func portable(_ file: String) throws(OpsError) -> PortableResult {
    portable(of: try document(in: try bytes(of: file), at: file))
  }

  /// A document in portable form.
  func portable(of document: JSON) -> PortableResult {
    PortableForm.portable(from: document, mappings: EnvironmentMappings(), policy: normalization)
  }

  /// The workflow that bytes hold.
  func document(in bytes: [UInt8], at place: String) throws(OpsError) -> JSON {
    let document: JSON
    do {
      document = try JSON(parsing: bytes).onlyWorkflow
    } catch {
      throw UnreadableJSON(bytes: bytes, error: error).refusal(at: place)
    }
    if let problem = Self.problem(of: document) {
      throw OpsError(
        "The file is no workflow", at: place, because: problem,
        remedy: "Export one workflow from n8n, or name a file below baseline/ or workflows/.")
    }
    if document.lacksWhatRuns {
      console.note(
        "\(Console.safe(place)): it runs in another version (activeVersionId) than the one this file has: the draft"
      )
    }
    return document
  }

  /// Why a document is no workflow; nil where it is one.
  private static func problem(of document: JSON) -> String? {
    if let list = document.arrayValue, list.count > 1, list.allSatisfy({ $0["nodes"] != nil }) {
      return "it holds \(list.count) workflows"
    }
    guard let nodes = document["nodes"]?.arrayValue else { return "it is no object with a list of nodes" }
    let published = document["activeVersion"]?["nodes"]?.arrayValue ?? []
    for (place, nodes) in [("/nodes", nodes), ("/activeVersion/nodes", published)] {
      if let index = nodes.firstIndex(where: { $0.objectValue == nil }) {
        return "\(place)/\(index) is no object"
      }
    }
    return nil
  }

  /// The bytes of a file, or of what is no regular one: Git names /dev/null, a shell /dev/fd/63. `-` is standard input.
  func bytes(of file: String) throws(OpsError) -> [UInt8] {
    let path = file == "-" ? "/dev/stdin" : absolute(file, in: folder)
    var isFolder: ObjCBool = false
    guard !FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) || !isFolder.boolValue else {
      throw OpsError(
        "The file cannot be read", at: file, because: "it is a folder", remedy: "Name a workflow file in it.")
    }
    do {
      let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
      return Array(try handle.readToEnd() ?? Data())
    } catch {
      throw OpsError(
        "The file cannot be read", at: file, because: error.localizedDescription,
        remedy: "Name a file that you may read.")
    }
  }

  /// Replaces a file as a whole: who reads it sees the old or the new content.
  func write(_ bytes: [UInt8], to file: String) throws(OpsError) {
    do {
      try Data(bytes).write(to: URL(fileURLWithPath: absolute(file, in: folder)), options: .atomic)
    } catch {
      throw OpsError(
        "The file cannot be written", at: file, because: error.localizedDescription,
        remedy: "Check permissions and free space.")
    }
  }
}

extension JSON {
  /// Whether an export of n8n 2.x leaves out the version that runs, and has only a draft that is another.
  fileprivate var lacksWhatRuns: Bool {
    guard self["active"] == true, self["activeVersion"]?["nodes"] == nil,
      let running = self["activeVersionId"]?.stringValue, let own = self["versionId"]?.stringValue
    else { return false }
    return running != own
  }

  /// The workflow of an export that holds one: n8n's command line writes a list, its API and executions wrap it. Else
  /// the document itself, or what it wraps.
  var onlyWorkflow: JSON {
    var inner = self
    for _ in 0..<4 where inner["nodes"] == nil {
      let wrapped = ["workflow", "workflows", "workflowData", "data"].lazy.compactMap { inner[$0] }.first
      guard let next = wrapped ?? (inner.arrayValue?.count == 1 ? inner[0] : nil) else { return inner }
      inner = next
    }
    return inner
  }
}

extension Console {
  /// Tells people on standard error that a file holds more than what is shown of it, which is what runs.
  func explainDraft(of workflow: PortableResult, in file: String) {
    guard let draft = DiffInformation.draft(of: workflow) else { return }
    note("\(Console.safe(file)): \(draft.text)")
  }
}
