// Rates of the JSON module over a folder of documents, and Foundation's in the same run.
//
//   swift run -c release json-bench [FOLDER]

import Foundation
import JSON

let folder = CommandLine.arguments.dropFirst().first ?? "../shared/corpus"
guard let corpus = try? Corpus(folder: folder), !corpus.files.isEmpty else {
  FileHandle.standardError.write(Data("json-bench: no .json files in \(folder)\n".utf8))
  exit(1)
}
let values = try corpus.files.map { try JSON(parsing: $0) }
let again = try corpus.files.map { try JSON(parsing: $0) }
let data = corpus.files.map { Data($0) }
let objects = try data.map { try JSONSerialization.jsonObject(with: $0) }

func written(_ format: JSONFormat) -> Int { values.reduce(0) { $0 + $1.bytes(format).count } }

print("\(corpus.files.count) files, \(corpus.size) bytes; MB/s, best of the rounds of 2 s each, one thread")
let measurements = [
  try Measurement("parse") { try corpus.files.reduce(0) { $0 + (try JSON(parsing: $1), $1.count).1 } },
  Measurement("write compact") { written(.compact) },
  Measurement("write canonical") { written(.canonical) },
  Measurement("write pretty") { written(.pretty) },
  Measurement("write pretty sorted") { written(.prettySorted) },
  Measurement("compare") { zip(values, again).allSatisfy { $0 == $1 } ? corpus.size : 0 },
  try Measurement("Foundation parse") {
    try data.reduce(0) { $0 + (try JSONSerialization.jsonObject(with: $1), $1.count).1 }
  },
  try Measurement("Foundation write sorted") {
    try objects.reduce(0) {
      $0 + (try JSONSerialization.data(withJSONObject: $1, options: .sortedKeys).count)
    }
  },
  try Measurement("Foundation write pretty sorted") {
    try objects.reduce(0) {
      $0 + (try JSONSerialization.data(withJSONObject: $1, options: [.prettyPrinted, .sortedKeys]).count)
    }
  },
]
for measurement in measurements {
  let rate = String(format: "%8.1f", measurement.rate)
  print("\(rate)  \(measurement.name)")
}
