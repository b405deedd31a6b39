import Foundation

/// What was tried so far.
struct Tally {
  let firstSeed: UInt64
  private(set) var nextSeed: UInt64
  private(set) var documents = 0
  private(set) var merged = 0
  private(set) var texts = 0
  private(set) var parsedTexts = 0
  private(set) var failures = 0
  private let start = ContinuousClock.now

  init(firstSeed: UInt64) {
    self.firstSeed = firstSeed
    nextSeed = firstSeed
  }

  mutating func add(_ trial: Trial) {
    documents += trial.documents
    merged += trial.merged
    texts += trial.texts
    parsedTexts += trial.parsedTexts
    failures += trial.broken.count
    for text in trial.broken { say("seed \(nextSeed): \(text)") }
    nextSeed += 1
  }

  func report() {
    let seconds = (ContinuousClock.now - start).components.seconds
    say(
      "seeds \(firstSeed)..<\(nextSeed): \(documents) documents through the rules, \(merged) triples merged, "
        + "\(texts) texts through the parser (\(parsedTexts) parsed), \(failures) broken laws, \(seconds) s, "
        + "\(peak) MB at the peak")
  }

  /// Prints a line at once, where `print` would wait for more.
  private func say(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }

  /// The most memory that the process had, in MB.
  private var peak: Int {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss / 1024
  }
}
