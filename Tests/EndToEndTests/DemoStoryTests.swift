import Foundation
import Testing

/// The story of the demo, judged with Git's own command line.
@Suite("The demo's story")
struct DemoStoryTests {
  @Test("the demo ends well and tells every command that it ran")
  func endsWell() async throws {
    let demo = try await DemoRun.shared.result()
    #expect(demo.status == 0, "\(demo.output.suffix(2000))")
    for command in [
      "n8n-ops init", "n8n-ops env add production", "n8n-ops sync", "n8n-ops canonical onboard",
      "n8n-ops promote plan",
      "git merge --no-ff", "n8n-ops promote run", "n8n-ops drift check", "n8n-ops drift keep",
      "n8n-ops drift revert",
      "n8n-ops site build", "n8n-ops preview",
    ] { #expect(demo.output.contains(command)) }
  }

  @Test("the repository is sound: git fsck --strict finds nothing wrong")
  func isSound() async throws {
    let demo = try await DemoRun.shared.result()
    let outcome = try demo.scratch.git.run(
      "-C", demo.scratch.path(demo.repository), "fsck", "--strict", "--full")
    #expect(outcome.status == 0)
    let wrong = outcome.all.split(separator: "\n").filter {
      !$0.hasPrefix("dangling ") && !$0.hasPrefix("Checking")
    }
    #expect(wrong == [])
  }

  @Test("GITPROMO-002 every commit of the machine says tenant, actor, action and target in trailers")
  func commitsHaveTrailers() async throws {
    let demo = try await DemoRun.shared.result()
    let format =
      "%(trailers:key=N8nOps-Action,valueonly,separator=%x20)|%(trailers:key=N8nOps-Actor,valueonly,separator=%x20)|%P|%s"
    let commits = try demo.scratch.lines(demo.repository, "log", "--format=\(format)", "main")
    #expect(commits.count > 25)
    for commit in commits {
      let parts = commit.split(separator: "|", omittingEmptySubsequences: false)
      // A reviewer's merge by git itself has no trailers; its two parents say what it is.
      if parts[2].split(separator: " ").count == 2 { continue }
      #expect(!parts[0].isEmpty && parts[1].contains("@"), "\(commit)")
    }
    let actions = Set(commits.map { String($0.prefix { $0 != "|" }) })
    #expect(
      actions.isSuperset(of: [
        "init", "tenant.add", "environment.add", "canonical.onboard", "promotion.propose", "promotion.run",
        "promotion.complete", "promotion.fail", "incident.open", "drift.revert",
      ]))
  }

  @Test(
    "ADMIN-002 audit show tells who asked, what was checked, who approved, what was read back, and each commit"
  )
  func auditTrail() async throws {
    let demo = try await DemoRun.shared.result()
    func trail(_ id: String) throws -> (text: String, commits: [String]) {
      let words = ["audit", "show", id, "--repo", demo.scratch.path(demo.repository)]
      let document = try JSONSerialization.jsonObject(
        with: Data(try demo.scratch.ops.run(words + ["--json"]).output.utf8))
      let steps = (document as? [String: Any])?["commits"] as? [[String: Any]] ?? []
      return (try demo.scratch.ops.run(words).output, steps.compactMap { $0["commit"] as? String })
    }
    for promotion in try promotions(demo) {
      let (text, commits) = try trail(try #require(promotion["id"] as? String))
      for title in ["Asked", "Checked", "Approved", "Written and read back"] {
        #expect(text.contains("\n\(title)\n"), "\(text)")
      }
      #expect(text.contains(", as reviewed") == (promotion["status"] as? String == "COMPLETED"))
      let approval = promotion["approval"] as? [String: Any]
      #expect(approval.map { commits.contains($0["commit"] as? String ?? "") } ?? true)
      // Asked, approved unless it was before, begun, ended.
      let kind = promotion["kind"] as? String
      #expect(commits.count == (kind == "promotion" ? 4 : 3), "\(text)")
    }
    let incidents = try demo.scratch.lines(
      demo.repository, "ls-tree", "--name-only", "main", "state/tenants/acme/incidents/")
    for path in incidents {
      let name = path.split(separator: "/").last ?? ""
      let (text, commits) = try trail(String(name.dropLast(5)))
      #expect(text.contains("\nDecided\n") && commits.count >= 2, "\(text)")
    }
  }

  @Test("PROMO-004 approvals are merge commits by somebody else than the requester")
  func approvalsAreMerges() async throws {
    let demo = try await DemoRun.shared.result()
    let merges = try demo.scratch.lines(demo.repository, "log", "--merges", "--format=%H %ae", "main")
    #expect(merges.count == 4)
    #expect(merges.allSatisfy { $0.hasSuffix(" rosa@example.com") })
    for promotion in try promotions(demo) where promotion["kind"] as? String != "revert" {
      let approval = try #require(promotion["approval"] as? [String: Any])
      let by = try #require(approval["by"] as? [String: Any])["email"] as? String
      let requester = try #require(promotion["requestedBy"] as? [String: Any])["email"] as? String
      #expect(by == "rosa@example.com" && by != requester)
      #expect(merges.contains { $0.hasPrefix(approval["commit"] as? String ?? "?") })
    }
  }

  @Test("PROMO-006 a snapshot is taken before each deployment: an annotated tag on what was observed")
  func snapshotsAreTags() async throws {
    let demo = try await DemoRun.shared.result()
    let tags = try demo.scratch.lines(
      demo.repository, "for-each-ref", "--format=%(refname) %(objecttype) %(*objecttype)",
      "refs/tags/snapshot")
    #expect(tags.count == 4)
    #expect(tags.allSatisfy { $0.hasSuffix(" tag commit") })
    for promotion in try promotions(demo) where promotion["kind"] as? String != "keep" {
      let snapshot = try #require(promotion["snapshot"] as? String)
      #expect(tags.contains { $0.contains("/\(snapshot) ") })
    }
  }

  @Test("INC-001 INC-004 two incidents were opened in production, one kept and one reverted")
  func incidentsAreResolved() async throws {
    let demo = try await DemoRun.shared.result()
    let incidents = try documents(demo, "state/tenants/acme/incidents/")
    #expect(incidents.compactMap { $0["resolution"] as? String }.sorted() == ["kept", "reverted"])
    #expect(incidents.allSatisfy { $0["environment"] as? String == "production" })
    #expect(incidents.allSatisfy { $0["status"] as? String == "RESOLVED" })
    for incident in incidents {
      let findings = try #require(incident["findings"] as? [[String: Any]])
      let changes = findings.flatMap { $0["changes"] as? [[String: Any]] ?? [] }
      #expect(!changes.isEmpty)
      #expect(
        changes.allSatisfy { $0["lines"] != nil || $0["before"] != nil || $0["after"] != nil },
        "both values stand in the record")
    }
  }

  @Test("PROMO-007 the promotion that failed half-way was rolled back, with the reason")
  func failureIsRolledBack() async throws {
    let demo = try await DemoRun.shared.result()
    let failed = try promotions(demo).filter { $0["status"] as? String == "FAILED" }
    #expect(failed.count == 1)
    let failure = try #require(failed.first?["failure"] as? [String: Any])
    #expect(failure["isRolledBack"] as? Bool == true)
    #expect((failure["reason"] as? String ?? "").contains("PUT /workflows/"))
    let outcomes = (failed.first?["workflows"] as? [[String: Any]] ?? []).compactMap {
      $0["outcome"] as? String
    }
    #expect(outcomes == ["rolledBack", "rolledBack"])
  }

  @Test(
    "sameness is a Git object id: what is approved and what runs are the same blobs",
    arguments: ["staging", "production"])
  func approvedIsObserved(environment: String) async throws {
    let demo = try await DemoRun.shared.result()
    let baseline = "main:state/tenants/acme/environments/\(environment)/baseline"
    let observed = "observed/acme/\(environment):workflows"
    let diff = try demo.scratch.git.run(
      "-C", demo.scratch.path(demo.repository), "diff", "--stat", baseline, observed)
    #expect(diff.status == 0 && diff.output.isEmpty, "\(diff.all)")
    let ids = try demo.scratch.lines(demo.repository, "rev-parse", baseline, observed)
    #expect(ids.count == 2 && ids[0] == ids[1])
  }

  @Test("no API key is in any Git object, in what was printed, on a page or in any other file")
  func keysAreNowhere() async throws {
    let demo = try await DemoRun.shared.result()
    let objects = try demo.scratch.git.run(
      "-C", demo.scratch.path(demo.repository), "cat-file", "--batch-all-objects", "--batch", "--buffer")
    #expect(objects.output.contains("customer-lookup"))
    for environment in ["development", "staging", "production"] {
      let key = try demo.scratch.text("demo/keys/\(environment)").split(separator: "\n")[0]
      #expect(key.count > 20)
      #expect(!objects.output.contains(key) && !demo.output.contains(key))
      let grep = try Program.tool("grep", in: demo.scratch.url).run(
        "-rlF", String(key), demo.scratch.path("demo"))
      #expect(grep.output == demo.scratch.path("demo/keys/\(environment)") + "\n")
    }
  }

  @Test("proposals are gone when they were merged, and history-free refs have one commit")
  func refsAreTidy() async throws {
    let demo = try await DemoRun.shared.result()
    let refs = try demo.scratch.lines(demo.repository, "for-each-ref", "--format=%(refname)")
    #expect(!refs.contains { $0.hasPrefix("refs/heads/promotion/") || $0.hasPrefix("refs/n8n-ops/undo/") })
    // How far main was verified is a commit of main, with all that came before.
    for ref in refs where ref.hasPrefix("refs/n8n-ops/") && ref != "refs/n8n-ops/verified" {
      #expect(try demo.scratch.lines(demo.repository, "rev-list", "--count", ref) == ["1"])
    }
  }

  private func promotions(_ demo: DemoRun.Result) throws -> [[String: Any]] {
    try documents(demo, "state/tenants/acme/promotions/").filter { $0["workflows"] != nil }
  }

  private func documents(_ demo: DemoRun.Result, _ folder: String) throws -> [[String: Any]] {
    let paths = try demo.scratch.lines(demo.repository, "ls-tree", "-r", "--name-only", "main", folder)
    return try paths.filter { $0.hasSuffix(".json") }.map {
      try demo.scratch.json(demo.repository, "main:\($0)")
    }
  }
}
