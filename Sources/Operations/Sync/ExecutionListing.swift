import Governance
import Ledger
import N8N

/// One reading of the list of executions, the newest first: what it has shown so far, and whether that is enough.
///
/// It is enough where the list reached what is known already, or what is too old to be kept, or where it ended. Whoever
/// reads on from there loses what lies between, so that an end has to be proved (``ExecutionSync``).
struct ExecutionListing {
  typealias Item = ExecutionSegment.Item

  /// What was shown, by number.
  private(set) var found: [Int: Item] = [:]
  /// Entries of the list that cannot be understood.
  private(set) var unreadable: [String] = []
  /// Whether nothing further back is wanted.
  private(set) var isEnough = false
  /// What a person should know.
  private(set) var notes: [String] = []
  /// What is known of the ids that the instance gives out now, by number.
  private(set) var known: [Int: Item]
  /// The newest of them that has ended: the reading goes back to it. Those under way are looked at one by one.
  private(set) var last: Item?
  /// The least number of the list itself.
  private(set) var lowest: Int?

  private var generation: Int
  private let oldest: String
  private let now: Instant

  /// - Parameters:
  ///   - all: everything that is kept.
  ///   - oldest: the oldest day that is wanted.
  init(over all: [Item], from oldest: String, now: Instant) {
    let generation = all.map(\.key.generation).max() ?? 1
    self.generation = generation
    self.oldest = oldest
    self.now = now
    known = Dictionary(
      all.filter { $0.key.generation == generation }.map { ($0.number, $0) }, uniquingKeysWith: { $1 })
    last = known.values.filter { !$0.isOpen }.max { $0.number < $1.number }
  }

  /// Takes a page of all that has ended.
  ///
  /// All of it, also behind what is known: where ids are given out long before a run ends, one may come late.
  mutating func take(_ page: Page<RemoteExecution>) {
    let items = read(page)
    if last != nil, items.contains(where: isAnother) { beginAnew() }
    for item in items where item.day >= oldest { found[item.number] = mark(item) }
    lowest = (items.map(\.number) + [lowest].compactMap(\.self)).min()
    let reachesKnown = last.map { last in items.contains { $0.number <= last.number } } ?? false
    isEnough = reachesKnown || !items.isEmpty && items.allSatisfy { $0.day < oldest }
  }

  /// Takes a page of what is under way, which may have begun long ago.
  mutating func take(underWay page: Page<RemoteExecution>) {
    for item in read(page) where item.day >= oldest { found[item.number] = mark(item) }
  }

  /// What is known to be under way and was not shown: it has ended, or is hidden, or is not there any more.
  var hidden: [Item] { known.values.filter { $0.isOpen && found[$0.number] == nil } }

  /// Takes what was asked for by its id.
  mutating func take(_ item: Item) { found[item.number] = mark(item) }

  /// Whether the newest entry has a lower number than what is known, and began later: so it is where the ids of an
  /// instance have begun again, and hardly ever where executions were deleted.
  func mayBeginAnew(with page: Page<RemoteExecution>) -> Bool {
    guard let last, let newest = page.items.map({ Item($0, now: now) }).max(by: { $0.number < $1.number })
    else { return false }
    return newest.number < last.number && newest.startedAt > last.startedAt
  }

  /// Whether it is another execution than the one that is known by its id. One that waited begins a second time.
  func isAnother(_ item: Item) -> Bool {
    guard let known = known[item.number], !known.isOpen, let began = Instant(known.startedAt),
      let begins = Instant(item.startedAt)
    else { return false }
    return began != begins
  }

  /// What is known so far is of ids that are not given out any more, and stays as it is; the list is read to its end.
  mutating func beginAnew() {
    let highest = last.map { "\($0.number)" } ?? "?"
    notes.append(
      "its executions count from the beginning again (\(highest) was the last that was known): another installation or another database. What was known is kept beside them."
    )
    generation += 1
    known = [:]
    last = nil
    found = found.mapValues(mark)
  }

  /// Whether the instance knows it by its id.
  func isAskable(_ item: Item) -> Bool { item.key.generation == generation }

  private func mark(_ item: Item) -> Item {
    var item = item
    item.generation = generation > 1 ? generation : nil
    return item
  }

  private mutating func read(_ page: Page<RemoteExecution>) -> [Item] {
    unreadable += page.unreadable.map { "an entry of the list of executions is \($0.reason)" }
    let items = page.items.map { Item($0, now: now) }
    unreadable += items.filter { $0.number == 0 }.map {
      "execution \(oneLine($0.id, limit: 40)): its id is none of n8n"
    }
    return items.filter { $0.number > 0 }
  }
}

extension ExecutionSegment.Item {
  init(_ execution: RemoteExecution, now: Instant) {
    self.init(
      id: execution.id, workflow: execution.workflowId ?? "",
      // Before 1.111 the status is not told; that it finished is.
      status: execution.status
        ?? (execution.json["finished"]?.boolValue == true ? "success" : "unknown"),
      mode: execution.mode, startedAt: execution.startedAt ?? "\(now)", stoppedAt: execution.stoppedAt,
      retryOf: execution.retryOf)
  }

  /// The day it began, which is the name of its segment; what n8n says is checked, since it becomes a file's name.
  var day: String {
    let day = startedAt.prefix(10)
    let isDay =
      day.utf8.count == 10
      && zip(day.utf8, "0000-00-00".utf8).allSatisfy { $1 == 45 ? $0 == 45 : (48...57).contains($0) }
    return isDay ? String(day) : "1970-01-01"
  }

  /// One that n8n does not have any more, so that nobody will learn how it ended.
  var gone: ExecutionSegment.Item {
    var item = self
    item.status = "unknown"
    return item
  }
}
