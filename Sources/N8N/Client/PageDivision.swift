internal import HTTP

/// One item that is too much to read must not hide those that share its page: such a page is asked for in halves
/// until the item stands alone, and the others are there.
extension N8NClient {
  /// The page of a list that came, fetched in parts where it was too much at once.
  func wholePage(
    _ call: Call, _ known: KnownEntries?, from delivery: Result<HTTPResponse, N8NError>
  ) async throws(N8NError) -> RawPage {
    do {
      return try rawPage(call, known, from: try delivery.get())
    } catch  where error.kind == .answerTooLarge {
      guard let range = PageRange(call) else { throw error }
      var page = try await parts(of: range, call, known, instead: error)
      if page.nextCursor != nil { page.nextCursor = range.following }
      return page
    }
  }

  private func parts(
    of range: PageRange, _ call: Call, _ known: KnownEntries?, instead error: N8NError
  ) async throws(N8NError) -> RawPage {
    guard let (first, second) = range.halves else {
      return RawPage(
        entries: [], lost: [error.cause], nextCursor: range.following, byteCount: 0, elapsed: .zero)
    }
    var page = try await part(first, call, known)
    guard page.nextCursor != nil else { return page }
    let rest = try await part(second, call, known)
    page.digest = nil
    page.isKnown = false
    page.entries += rest.entries
    page.lost += rest.lost
    page.nextCursor = rest.nextCursor
    page.byteCount += rest.byteCount
    page.elapsed += rest.elapsed
    // An instance of which nothing can be read is not asked for each of its items.
    guard page.lost.count <= PageRange.mostLost else { throw error }
    return page
  }

  private func part(_ range: PageRange, _ call: Call, _ known: KnownEntries?) async throws(N8NError)
    -> RawPage
  {
    do {
      return try await rawPage(range.call(call), known)
    } catch  where error.kind == .answerTooLarge {
      return try await parts(of: range, call, known, instead: error)
    }
  }
}

/// Which items of a list a page has, where its cursor counts.
private struct PageRange {
  /// So many items of a page may be too much.
  static let mostLost = 8

  private let limit: Int
  private let offset: Int

  private init(limit: Int, offset: Int) {
    self.limit = limit
    self.offset = offset
  }

  /// Nil where the page is told another way.
  init?(_ call: Call) {
    if let cursor = call.query.last(where: { $0.name == "cursor" })?.value {
      guard let counted = OffsetCursor(cursor) else { return nil }
      self.init(limit: counted.limit, offset: counted.offset)
    } else if let limit = call.query.first(where: { $0.name == "limit" }).flatMap({ Int($0.value) }) {
      self.init(limit: limit, offset: 0)
    } else {
      return nil
    }
  }

  /// The cursor to what comes after it.
  var following: String { OffsetCursor(limit: limit, offset: offset + limit).text }

  /// Nil for a single item.
  var halves: (PageRange, PageRange)? {
    guard limit > 1 else { return nil }
    let half = limit / 2
    return (
      PageRange(limit: half, offset: offset), PageRange(limit: limit - half, offset: offset + half)
    )
  }

  func call(_ whole: Call) -> Call {
    var call = whole
    call.query.removeAll { $0.name == "cursor" || $0.name == "limit" }
    call.query.insert(("limit", String(limit)), at: 0)
    if offset > 0 { call.query.append(("cursor", OffsetCursor(limit: limit, offset: offset).text)) }
    return call
  }
}
