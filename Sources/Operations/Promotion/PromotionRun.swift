import Git
import Governance
import JSON
import Ledger
import N8N

/// One promotion from its approval to its end.
struct PromotionRun {
  private let context: OperationContext
  private var promotion: Promotion
  private let job: RecordID
  private let started: Instant
  /// What stood on `main` before the approval; the baseline returns to it on failure.
  private var before: LedgerTree?

  init(_ context: OperationContext, _ promotion: Promotion) {
    self.context = context
    self.promotion = promotion
    started = context.now()
    job = context.newID(started)
  }

  /// Runs a promotion that waits or was interrupted; nil where another run has ended it meanwhile.
  mutating func run() async throws(OpsError) -> Promotion? {
    let lock = try lock()
    defer { withExtendedLifetime(lock) {} }
    guard try takeUp() else { return nil }
    if try needsApproval {
      switch try context.ledger.approval(of: promotion, in: try context.workspace.mainTree()) {
      case .approved(let record, let merge):
        promotion.approval = record
        // A revert brings no content: the baseline is what it was.
        before = promotion.kind == .revert ? nil : merge.before
      case .refused(let refusal, _):
        throw OpsError(
          "The promotion is on main and was not approved", at: promotion.id.text, because: "\(refusal)",
          remedy: refusal.remedy(for: promotion.id))
      }
    }
    return try await execute()
  }

  /// A revert needs an approval only where the class policy says so: what it writes was approved before.
  private var needsApproval: Bool {
    get throws(OpsError) {
      guard promotion.kind == .revert else { return true }
      return try context.guardAction(.revert, in: promotion.target).needsApproval
    }
  }

  /// Runs a promotion that was just recorded and needs no merge.
  mutating func runAtOnce() async throws(OpsError) -> Promotion {
    let lock = try lock()
    defer { withExtendedLifetime(lock) {} }
    return try await execute()
  }

  private func lock() throws(OpsError) -> DeploymentLock {
    try DeploymentLock(promotion.target, of: context.tenant, in: context.workspace)
  }

  /// Reads the promotion again: another run may have ended it before the lock was free.
  private mutating func takeUp() throws(OpsError) -> Bool {
    let path = context.tenant.promotion(promotion.id)
    guard let present = try context.workspace.mainTree().value(Promotion.self, at: path) else { return false }
    if present.runsElsewhere(than: context.runner) { throw present.elsewhere }
    promotion = present
    return present.status == .pendingApproval || present.status == .running
  }

  private mutating func execute() async throws(OpsError) -> Promotion {
    let main = try context.workspace.mainTree()
    let record = try context.ledger.environment(promotion.target, in: main)
    context.progress(
      .started(
        job: "promote", environment: promotion.target, total: promotion.workflows.count, unit: "workflows"))
    do {
      if promotion.kind == .keep {
        try await confirmKept()
      } else {
        try await deploy(record, main: main)
      }
    } catch {
      // Where an earlier run has written, nothing is decided as long as the target cannot be looked at. Neither is where
      // nothing was written and the target is only out of reach: the approval stands, and waits.
      let mayHaveWritten = try isInterrupted()
      guard !mayHaveWritten, !error.isTemporary else {
        context.progress(.failed(job: "promote", environment: promotion.target, error: error))
        throw error
      }
      promotion.failure = PromotionFailure(reason: error.description, isRolledBack: true)
    }
    // What the machine before had written is known to nobody.
    if promotion.takeOver != nil { promotion.failure?.isRolledBack = false }
    // Nothing was written in a rehearsal, so that nothing is over either.
    if isForeseen, promotion.failure == nil {
      end(.done, "may run")
      return promotion
    }
    do {
      try finish()
    } catch {
      context.progress(.failed(job: "promote", environment: promotion.target, error: error))
      throw error
    }
    if promotion.kind != .keep { await observe() }
    end(promotion.failure == nil ? .done : .failed, promotion.status.rawValue)
    return promotion
  }

  private func end(_ outcome: JobRecord.Outcome, _ message: String) {
    context.progress(
      .finished(job: "promote", environment: promotion.target, outcome: outcome, message: message))
  }

  /// Whether it is told what would be written, and nothing is.
  private var isForeseen: Bool { context.isRehearsal && promotion.kind != .keep }

  private func isInterrupted() throws(OpsError) -> Bool {
    try context.workspace.undoLog(of: promotion.id, tenant: context.tenant) != nil
  }

  /// What the target has become; the promotion is over, so that the next sync makes up for this one.
  private func observe() async {
    do throws(OpsError) {
      _ = try await Sync(context, environment: promotion.target).run()
    } catch {
      context.progress(
        .noted(job: "promote", environment: promotion.target, message: "The sync afterwards failed: \(error)")
      )
    }
  }

  private mutating func deploy(_ record: EnvironmentRecord, main: LedgerTree) async throws(OpsError) {
    let mappings = try Mappings(tree: main, tenant: context.tenant)
    let client = try await context.writingClient(for: promotion.target, record)
    let capabilities = try await context.capabilities(of: promotion.target, record)
    let overlay = try context.ledger.overlay(of: promotion.target, in: main)
    let goals = try goals(main, mappings)
    let secrets = try TargetSecrets(context, class: record.class, goals: goals)
    let target = TargetInstance(
      client: client, capabilities: capabilities, environment: promotion.target,
      mappings: mappings, policy: context.rules.normalization, overlay: overlay, secrets: secrets)
    var deployment = Deployment(target: target, goals: goals, now: context.now)
    if let kept = try context.workspace.undoLog(of: promotion.id, tenant: context.tenant) {
      try await deployment.resume(try context.opened(kept))
    } else {
      let kept = try context.sealed(try await deployment.prepare(), by: secrets.sealing)
      try await begin()
      try context.workspace.writeUndoLog(
        kept, of: promotion.id, tenant: context.tenant, as: context.machineAct(job: job))
    }
    take(try await isForeseen ? deployment.foresee() : deployment.run())
  }

  /// Snapshot and the announcement of what is about to be done (PROMO-006).
  private mutating func begin() async throws(OpsError) {
    _ = try await Sync(context, environment: promotion.target).run()
    promotion.snapshot = try context.workspace.takeSnapshotOnce(
      context.newID(context.now()), of: promotion.target, tenant: context.tenant,
      reason: "before promotion \(promotion.id)", as: context.machineAct(job: job)
    ).id
    promotion.status = .running
    promotion.runner = context.runner
    // Announced once, also where a run was killed between this and its first write.
    promotion.startedAt = promotion.startedAt ?? context.now()
    try write("run \(promotion.words)", action: "promotion.run") { _, _ in }
  }

  private func goals(_ main: LedgerTree, _ mappings: Mappings) throws(OpsError) -> [Deployment.Goal] {
    let approved = try ApprovedContent(context.ledger, environment: promotion.target, main: main)
    var result: [Deployment.Goal] = []
    for workflow in promotion.workflows {
      let path = context.tenant.baseline(promotion.target, workflow.workflow)
      // Not what main has: it may hold content that nobody approved.
      guard let blob = try approved.blob(of: workflow.workflow) else {
        throw OpsError("The approved content is missing", at: path)
      }
      let content = try context.ledger.document(blob, at: path)
      guard
        ContentHash.hash(of: content, policy: context.rules.normalization).description == workflow.hashPlanned
      else {
        throw OpsError(
          "The approved content is not what was planned", at: path,
          because: "it changed since this was asked for", remedy: "Ask for it again.")
      }
      result.append(
        Deployment.Goal(
          workflow: workflow.workflow,
          id: mappings.workflows[workflow.workflow]?.mappings[promotion.target]?.id,
          content: content, hash: workflow.hashPlanned, hashBefore: workflow.hashBefore))
    }
    return result
  }

  private mutating func take(_ result: Deployment.Result) {
    for index in promotion.workflows.indices {
      let workflow = promotion.workflows[index].workflow
      promotion.workflows[index].outcome = result.outcomes[workflow]
      promotion.workflows[index].hashAfter = result.hashes[workflow]
      promotion.workflows[index].milliseconds = result.milliseconds[workflow]
      promotion.workflows[index].error = result.errors[workflow]
    }
    promotion.failure = result.failure
    createdIDs = result.ids
  }

  /// Ids of the workflows in the target, those just created among them.
  private var createdIDs: [Slug: String] = [:]

  /// A kept hotfix is not written; it has to run still.
  private mutating func confirmKept() async throws(OpsError) {
    _ = try await Sync(context, environment: promotion.target).run()
    let observed = try context.workspace.tree(ofBranch: context.tenant.observedBranch(promotion.target))
    for index in promotion.workflows.indices {
      let workflow = promotion.workflows[index]
      let path = ObservedPaths.workflow(workflow.workflow)
      let bytes = try readGit { () throws(GitError) in try observed.bytes(at: path) }
      let running = try bytes.map { bytes throws(OpsError) in try parse(bytes, at: path) }
      let hash = running.map { ContentHash.hash(of: $0, policy: context.rules.normalization).description }
      promotion.workflows[index].hashAfter = hash
      guard hash == workflow.hashPlanned else {
        throw OpsError(
          "What was to be kept does not run any more", at: "\(workflow.workflow) in \(promotion.target)",
          remedy: "n8n-ops drift check --env \(promotion.target)")
      }
      promotion.workflows[index].outcome = .unchanged
    }
  }
}

// MARK: - The end

extension PromotionRun {
  private mutating func finish() throws(OpsError) {
    promotion.finishedAt = context.now()
    promotion.startedAt = promotion.startedAt ?? started
    if promotion.failure == nil {
      promotion.status = .completed
      try write("complete \(promotion.words)", action: "promotion.complete") {
        (tree, edit) throws(OpsError) in
        try recordIDs(tree, &edit)
        try followInSource(tree, &edit)
        try closeFindings(tree, &edit)
      }
    } else {
      promotion.status = .failed
      try write("fail \(promotion.words)", action: "promotion.fail") { (_, edit) throws(OpsError) in
        try returnBaseline(&edit)
      }
    }
    if promotion.failure?.isRolledBack ?? true {
      // Where the way back failed, it is all that is left of what was there.
      try context.workspace.removeUndoLog(of: promotion.id, tenant: context.tenant)
    }
    try context.workspace.remove(
      try context.workspace.ref(branch: context.tenant.promotionBranch(promotion.id)))
    try context.workspace.record(
      JobRecord(
        id: job, job: "promote", environment: promotion.target, startedAt: started, finishedAt: context.now(),
        outcome: promotion.failure == nil ? .done : .failed, counts: ["workflows": promotion.workflows.count],
        messages: promotion.failure.map { [$0.reason] } ?? []),
      tenant: context.tenant, as: context.machineAct(job: job))
  }

  private func write(
    _ happened: String, action: String, content: (LedgerTree, inout LedgerEdit) throws(OpsError) -> Void
  ) throws(OpsError) {
    try context.workspace.commit(to: context.workspace.main, as: context.machineAct(job: job)) {
      (tree, edit) throws(OpsError) in
      let path = context.tenant.promotion(promotion.id)
      let present = try tree.value(Promotion.self, at: path)
      if let present, present.finishedAt != nil {
        throw OpsError(
          "The promotion ended while it was about to run", at: promotion.id.text,
          because: "it is \(present.status.rawValue.lowercased())")
      } else if let present, present.runsElsewhere(than: context.runner) {
        throw present.elsewhere
      }
      try content(tree, &edit)
      try edit.put(promotion, at: path)
      return CommitNote(
        "promotion", happened, body: promotion.failure?.reason, tenant: context.tenant.tenant, action: action,
        target: promotion.id.text)
    }
  }

  /// New workflows get their mapping.
  private func recordIDs(_ tree: LedgerTree, _ edit: inout LedgerEdit) throws(OpsError) {
    for (workflow, id) in createdIDs {
      let path = context.tenant.workflow(workflow)
      guard var record = try tree.value(CanonicalWorkflow.self, at: path),
        record.mappings[promotion.target]?.id != id
      else { continue }
      record.mappings[promotion.target] = WorkflowMapping(id: id)
      try edit.put(record, at: path)
    }
  }

  /// Development is its own truth: its baseline follows what was promoted out of it.
  private func followInSource(_ tree: LedgerTree, _ edit: inout LedgerEdit) throws(OpsError) {
    guard promotion.kind == .promotion, let source = promotion.source,
      try context.ledger.environment(source, in: tree).class == .development
    else { return }
    for workflow in promotion.workflows {
      guard let blob = OID(hex: workflow.blob) else { continue }
      edit.put(blob: blob, at: context.tenant.baseline(source, workflow.workflow))
    }
  }

  /// Keeping and reverting decide on findings of the active incident; the last one resolves it.
  private func closeFindings(_ tree: LedgerTree, _ edit: inout LedgerEdit) throws(OpsError) {
    guard promotion.kind != .promotion,
      var incident = try context.ledger.activeIncident(of: promotion.target, in: tree)
    else {
      return
    }
    let decided = Set(promotion.workflows.map(\.workflow.text))
    let standing = incident.findings.filter { !decided.contains($0.workflow) }
    guard standing.count < incident.findings.count else { return }
    let how: Incident.Resolution = promotion.kind == .keep ? .kept : .reverted
    let note = "\(promotion.words) (\(promotion.id))"
    let by = promotion.requestedBy
    if standing.isEmpty {
      // The findings stay in the record: they are what was decided on.
      incident.resolve(how, by: by, at: context.now(), note: promotion.reason ?? note)
    } else {
      incident.findings = standing
      incident.events.append(.init(at: context.now(), by: by, what: how.rawValue, note: note))
    }
    try edit.put(incident, at: context.tenant.incident(incident.id))
  }

  private func returnBaseline(_ edit: inout LedgerEdit) throws(OpsError) {
    guard let before else { return }
    for workflow in promotion.workflows {
      let path = context.tenant.baseline(promotion.target, workflow.workflow)
      if let blob = try readGit({ () throws(GitError) in try before.blob(at: path) }) {
        edit.put(blob: blob, at: path)
      } else {
        edit.remove(path)
      }
    }
  }
}
