// Rates of the rules over a folder of workflows, next to the parse of the same bytes in the same run.
//
//   swift run -c release rules-bench [FOLDER [COUNT [ROW]]]      ROW: only that one, to profile it

import Foundation
import Governance
import JSON

let arguments = CommandLine.arguments.dropFirst()
let folder = arguments.first ?? "../shared/corpus"
let count = arguments.dropFirst().first.flatMap { Int($0) } ?? 2_000
let only = arguments.dropFirst(2).first
guard let workflows = try? Workflows(folder: folder, count: count), !workflows.texts.isEmpty else {
  FileHandle.standardError.write(Data("rules-bench: no workflows in \(folder)\n".utf8))
  exit(1)
}
let policy = try BuiltIn.normalization()
let risk = try BuiltIn.risk()

let parsed = try workflows.texts.map { try JSON(parsing: $0) }
let files = parsed.map(file)
let portable = files.map(\.workflow)
let edited = portable.map(Workflows.edited)

func file(of workflow: JSON) -> PortableResult {
  PortableForm.portable(from: workflow, mappings: EnvironmentMappings(), policy: policy)
}

func portableForm(of workflow: JSON) -> JSON { file(of: workflow).workflow }

/// Something that depends on the whole hash.
func hash(of portable: JSON) -> Int { ContentHash.hash(of: portable, policy: policy).sha256.hashValue & 1 }

func changes(from old: JSON, to new: JSON) -> Int {
  WorkflowDiff.between(old, new, policy: policy, risk: risk).changes.count
}

let scanner = SecretScanner(nodes: policy.nodes)

/// Each row with the work that is measured; gives something that depends on all of the work. Rows with `parse` begin with
/// the bytes, as the product does: what they do after parsing finds the values where the parser left them.
let rows: [(name: String, work: () throws -> Int)] = [
  ("parse", { try workflows.texts.reduce(0) { $0 + (try JSON(parsing: $1).isNull ? 1 : 0) } }),
  (
    "parse, portable form",
    { try workflows.texts.reduce(0) { $0 + (portableForm(of: try JSON(parsing: $1)).isNull ? 1 : 0) } }
  ),
  (
    "parse, portable form, hash",
    { try workflows.texts.reduce(0) { $0 + hash(of: portableForm(of: try JSON(parsing: $1))) } }
  ),
  (
    "portable form and hash of values long parsed",
    { parsed.reduce(0) { $0 + hash(of: portableForm(of: $1)) } }
  ),
  ("diff with an edited copy", { zip(portable, edited).reduce(0) { $0 + changes(from: $1.0, to: $1.1) } }),
  ("lines of textconv", { files.reduce(0) { $0 + WorkflowText.render($1, policy: policy).utf8.count } }),
  ("secrets", { portable.reduce(0) { $0 + scanner.findings(in: $1).count } }),
  (
    "analysis, secrets among it",
    { portable.reduce(0) { $0 + WorkflowAnalysis(of: $1, policy: policy).complexity } }
  ),
  ("diff with itself", { portable.reduce(0) { $0 + changes(from: $1, to: $1) } }),
]
let rounds = 9
let chosen = rows.filter { only == nil || $0.name == only }
var rates = chosen.map { _ in Rate() }
for _ in 0..<rounds {
  for (index, row) in chosen.enumerated() { try rates[index].round(row.work) }
}
print("\(workflows.texts.count) workflows, \(workflows.size) bytes; best of \(rounds) rounds, one thread")
for (row, rate) in zip(chosen, rates) {
  let ratio = rate.seconds / rates[0].seconds
  print(
    String(format: "%8.1f MB/s  %5.2f x the first  ", rate.megabytes(of: workflows.size), ratio) + row.name)
}
