import Foundation
import Testing

/// Judges the files of `deploy/` with the tools of those who will read them.
@Suite("Deployment files")
struct DeployTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  private static let analyze = "/usr/bin/systemd-analyze"
  private static let python = root.appendingPathComponent(".venv/bin/python").path

  private static func isExecutable(_ path: String) -> Bool {
    FileManager.default.isExecutableFile(atPath: path)
  }

  @Test(
    "systemd has nothing to say about the units", .enabled(if: isExecutable(analyze), "needs systemd-analyze")
  )
  func unitsVerify() throws {
    try withUnits { folder in
      let outcome = try run(
        Self.analyze, ["verify", "n8n-ops@acme.service", "n8n-ops@acme.timer"],
        environment: ["SYSTEMD_UNIT_PATH": "\(folder.path):"])
      #expect(outcome.output == "")
      #expect(outcome.status == 0)
    }
  }

  @Test("the sandbox scores 2.0 or better", .enabled(if: isExecutable(analyze), "needs systemd-analyze"))
  func unitIsSandboxed() throws {
    try withUnits { folder in
      let unit = folder.appendingPathComponent("n8n-ops@.service").path
      // The threshold is in tenths.
      let outcome = try run(
        Self.analyze, ["security", "--no-pager", "--offline=yes", "--threshold=20", unit], environment: [:])
      #expect(outcome.status == 0, "\(outcome.output)")
    }
  }

  @Test("the unit works in its instance's folder, and a finding is no failure")
  func unitSaysWhatIsDue() throws {
    let unit = try text("deploy/systemd/n8n-ops@.service")
    #expect(unit.contains("\nExecStart=/usr/local/bin/n8n-ops run --repo /var/lib/n8n-ops/%i/ops.git "))
    #expect(unit.contains("\nStateDirectory=n8n-ops/%i\n"))
    #expect(unit.contains("\nSuccessExitStatus=2 3\n"))
    #expect(unit.contains("\nType=oneshot\n"))
    let timer = try text("deploy/systemd/n8n-ops@.timer")
    #expect(timer.contains("\nPersistent=yes\n"))
    #expect(timer.contains("\nRandomizedDelaySec="))
  }

  @Test("the cron line has five times, a user and the program")
  func cronLine() throws {
    let lines = try text("deploy/cron/n8n-ops").split(separator: "\n").filter { $0.contains("n8n-ops run") }
    #expect(lines.count == 1)
    let words = try #require(lines.first).split(separator: " ")
    #expect(words.prefix(8) == ["*/5", "*", "*", "*", "*", "n8n-ops", "n8n-ops", "run"])
  }

  @Test(
    "the CronJob is YAML, never runs twice at once and has no rights",
    .enabled(if: isExecutable(python), "needs make setup-test"))
  func cronJob() throws {
    let script = """
      import sys, yaml
      job = yaml.safe_load(open(sys.argv[1]))
      pod = job["spec"]["jobTemplate"]["spec"]["template"]["spec"]
      box = pod["containers"][0]
      mounts = {m["name"] for m in box["volumeMounts"]}
      print(job["kind"], job["spec"]["concurrencyPolicy"], job["spec"]["jobTemplate"]["spec"]["backoffLimit"])
      print(pod["restartPolicy"], pod["securityContext"]["runAsNonRoot"], pod["automountServiceAccountToken"])
      print(box["securityContext"]["readOnlyRootFilesystem"], box["securityContext"]["capabilities"]["drop"])
      print(mounts == {v["name"] for v in pod["volumes"]})
      print(box["args"][0])
      """
    let file = Self.root.appendingPathComponent("deploy/kubernetes/cronjob.yaml").path
    let outcome = try run(Self.python, ["-c", script, file], environment: [:])
    let lines = outcome.output.split(separator: "\n", maxSplits: 4).map(String.init)
    #expect(lines.prefix(4) == ["CronJob Forbid 0", "Never True False", "True ['ALL']", "True"])

    // The container's script turns findings into success and keeps failures.
    let shell = try #require(lines.last).replacing("n8n-ops", with: "program")
    for (code, expected) in [(0, 0), (1, 1), (2, 0), (3, 0), (64, 64)] as [(Int, Int32)] {
      let outcome = try run("/bin/sh", ["-c", "program() { return \(code); }\n\(shell)"], environment: [:])
      #expect(outcome.status == expected)
    }
  }

  private func text(_ path: String) throws -> String {
    try String(contentsOf: Self.root.appendingPathComponent(path), encoding: .utf8)
  }

  /// The units in a folder of their own, with a program that exists everywhere in place of ours.
  private func withUnits(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("units-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for name in ["n8n-ops@.service", "n8n-ops@.timer"] {
      let unit = try text("deploy/systemd/\(name)").replacing("/usr/local/bin/n8n-ops", with: "/bin/true")
      try unit.write(to: folder.appendingPathComponent(name), atomically: true, encoding: .utf8)
    }
    try body(folder)
  }

  private func run(
    _ program: String, _ arguments: [String], environment: [String: String]
  ) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.environment = environment.merging(["PATH": "/usr/bin:/bin"]) { $1 }
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, output)
  }
}
