// Rates of the rules over a folder of workflows, next to the parse of the same bytes in the same run.
//
//   swift run -c release rules-bench [FOLDER [COUNT]]

import Foundation
import Governance
import JSON
import Resources

let arguments = CommandLine.arguments.dropFirst()
let folder = arguments.first ?? "../shared/corpus"
let count = arguments.dropFirst().first.flatMap { Int($0) } ?? 2_000
guard let workflows = try? Workflows(folder: folder, count: count), !workflows.texts.isEmpty else {
  FileHandle.standardError.write(Data("rules-bench: no workflows in \(folder)\n".utf8))
  exit(1)
}
let policy = try BuiltIn.normalization()
let risk = try BuiltIn.risk()
let mappings = EnvironmentMappings()

let parsed = try workflows.texts.map { try JSON(parsing: $0) }
let portable = parsed.map { PortableForm.portable(from: $0, mappings: mappings, policy: policy).workflow }
let edited = portable.map(Workflows.edited)

func rate(_ name: String, _ work: () throws -> Int) rethrows -> Rate {
  try Rate(name, bytes: workflows.size, rounds: 7, work)
}

let rates = [
  try rate("parse") { try workflows.texts.reduce(0) { $0 + (try JSON(parsing: $1).isNull ? 1 : 0) } },
  rate("portable form") {
    parsed.reduce(0) {
      $0 + PortableForm.portable(from: $1, mappings: mappings, policy: policy).reports.count
    }
  },
  rate("content hash") {
    portable.reduce(0) { $0 + ContentHash.hash(of: $1, policy: policy).hex.utf8.count }
  },
  rate("portable form and hash") {
    parsed.reduce(0) {
      let form = PortableForm.portable(from: $1, mappings: mappings, policy: policy).workflow
      return $0 + ContentHash.hash(of: form, policy: policy).sha256.hashValue & 1
    }
  },
  rate("diff with an edited copy") {
    zip(portable, edited).reduce(0) {
      $0 + WorkflowDiff.between($1.0, $1.1, policy: policy, risk: risk).changes.count
    }
  },
  rate("diff with itself") {
    portable.reduce(0) { $0 + WorkflowDiff.between($1, $1, policy: policy, risk: risk).changes.count }
  },
]
print("\(workflows.texts.count) workflows, \(workflows.size) bytes; best of 7 rounds, one thread")
let parse = rates[0]
for rate in rates {
  print(
    String(format: "%8.1f MB/s  %5.2f x the time of parse  ", rate.megabytes, rate.seconds / parse.seconds)
      + rate.name)
}
