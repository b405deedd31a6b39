import Foundation
import Testing

/// Lets a command fail at each of its steps, runs it again, and compares what it left with what it leaves undisturbed.
///
/// The steps are counted below all code, where the process changes something outside itself (`Tests/FaultAtStep`), so
/// that a new one is covered as soon as it is there.
struct FaultSteps {
  enum Fault: String {
    /// The process is killed.
    case kill
    /// The disk is full from then on, until the command is run again.
    case full
  }

  /// `all` takes every step; otherwise so many, spread evenly, another set for each command.
  static let chosen = ProcessInfo.processInfo.environment["FAULT_STEPS"] ?? "5"

  static let library = URL(
    fileURLWithPath: Program.built("libfault-at-step.so", in: URL(fileURLWithPath: "/")).path)
  static var isBuilt: Bool { FileManager.default.fileExists(atPath: library.path) }

  var fault = Fault.kill
  let scratch: Scratch
  /// What is put back before each run: names in the scratch folder.
  let names: [String]
  let program: Program
  let words: [String]

  /// - Parameters:
  ///   - restore: puts back what is not a file, such as workflows of an instance.
  ///   - look: what there is to compare, as text.
  func run(restore: () async throws -> Void = {}, look: () async throws -> String) async throws {
    try save()
    let whole = try run(failingAt: 0)
    #expect(whole.status == 0 || whole.status == 2, "\(words): \(whole.all)")
    let steps = try #require(Int(try scratch.text("fault-report").prefix { $0.isNumber }))
    let expected = try await look()
    var faults = 0
    for step in Self.choose(from: steps, seed: words.joined().utf8.reduce(0) { $0 &+ Int($1) }) {
      try putBack()
      try await restore()
      let failed = try run(failingAt: step)
      // Threads and random names make a step more or less: the last ones may not come.
      guard try scratch.text("fault-report").hasPrefix("step ") else { continue }
      faults += 1
      let place = "\(words), \(fault) at \(try scratch.text("fault-report"))"
      if fault == .full, failed.status == 0 {
        // What is said to be done is done.
        let difference = Self.difference(expected, try await look())
        #expect(difference == "", "\(place)\(failed.all)")
      } else {
        judge(failed, at: place)
      }
      let again = try program.run(words)
      let difference = Self.difference(expected, try await look())
      #expect(difference == "", "\(place)\(failed.all)\(again.all)")
    }
    #expect(faults > 0)
    try putBack()
    try await restore()
    print("\(words.joined(separator: " ")): \(steps) steps, \(fault) at \(faults)")
  }

  /// What a command says that has failed so.
  private func judge(_ outcome: Program.Outcome, at place: String) {
    switch fault {
    case .kill: #expect(outcome.status == 128 + SIGKILL, "\(place)\(outcome.all)")
    case .full:
      #expect(outcome.status < 128, "\(place)\(outcome.all)")
      for part in ["No space left on device", "try:"] {
        #expect(outcome.all.contains(part), "\(place)\(outcome.all)")
      }
    }
  }

  /// Lines that only one of the two has.
  private static func difference(_ expected: String, _ found: String) -> String {
    guard expected != found else { return "" }
    let (old, new) = (expected.split(separator: "\n"), found.split(separator: "\n"))
    let lines = new.difference(from: old).map { change in
      switch change {
      case .insert(_, let line, _): "+ \(line)"
      case .remove(_, let line, _): "- \(line)"
      }
    }
    return lines.prefix(30).joined(separator: "\n")
  }

  private static func choose(from steps: Int, seed: Int) -> [Int] {
    guard let count = Int(chosen), count < steps else { return Array(1...max(steps, 1)) }
    let stride = Double(steps) / Double(count)
    let offset = Double(abs(seed) % 97) / 97 * stride
    return (0..<count).map { min(steps, 1 + Int(offset + Double($0) * stride)) }
  }

  private func run(failingAt step: Int) throws -> Program.Outcome {
    try program.with([
      "LD_PRELOAD": Self.library.path, "FAULT": fault.rawValue,
      "FAULT_PROGRAM": URL(fileURLWithPath: program.path).lastPathComponent, "FAULT_STEP": "\(step)",
      "FAULT_REPORT": scratch.path("fault-report"),
    ]).run(words)
  }

  private func save() throws {
    for name in names { try copy(name, to: "saved-\(name)") }
  }

  private func putBack() throws {
    for name in names { try copy("saved-\(name)", to: name) }
  }

  /// What is not there is taken away.
  private func copy(_ name: String, to other: String) throws {
    try expect(Program.tool("rm", in: scratch.url).run("-rf", scratch.path(other)))
    guard FileManager.default.fileExists(atPath: scratch.path(name)) else { return }
    try expect(Program.tool("cp", in: scratch.url).run("-a", scratch.path(name), scratch.path(other)))
  }
}
