// Generated workflows by seed through the rules, and their texts with bytes changed through the parser.
//
//   make fuzz-rules                                    FUZZ_SEED, FUZZ_INPUTS
//   rules-generated [FIRST-SEED [INPUTS]]

import Foundation

let arguments = CommandLine.arguments.dropFirst().compactMap { UInt64($0) }
let firstSeed = arguments.first ?? 0
let wanted = Int(arguments.dropFirst().first ?? 10_000_000)

var tally = Tally(firstSeed: firstSeed)
while tally.documents < wanted {
  tally.add(Trial(seed: tally.nextSeed))
  if tally.nextSeed % 100_000 == 0 { tally.report() }
}
tally.report()
exit(tally.failures == 0 ? 0 : 1)
