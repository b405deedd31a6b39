import Foundation
import Git
import Governance
import Ledger
import Resources

// A year of an ops repository, at the level of the ledger: 1,000 workflows, a sync and a drift check every five minutes,
// 20 changes a day, retention and maintenance once a day. Objects, packs, references and `git gc` are real; only the
// clock is not, and files of objects are made a day older each day.
//
//   growth-bench FOLDER [DAYS]      FOLDER is made; DAYS is 365 unless given

let arguments = CommandLine.arguments
guard arguments.count >= 2, !FileManager.default.fileExists(atPath: arguments[1]) else {
  FileHandle.standardError.write(Data("usage: growth-bench NEW-FOLDER [DAYS]\n".utf8))
  exit(64)
}
var year = try GrowthYear(folder: arguments[1])
try year.run(days: arguments.count > 2 ? Int(arguments[2]) ?? 365 : 365)
