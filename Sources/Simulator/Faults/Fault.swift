/// Something that goes wrong on purpose with requests that match.
package struct Fault: Sendable {
  /// The method that it strikes; nil: all.
  package var method: String?
  /// The path that it strikes, with or without `/api/v1`. A piece `*` stands for any one piece; a `*` at the end for any rest.
  package var path: String
  /// What happens.
  package var action: Action
  /// How many requests it strikes; nil: all.
  package var count: Int?
  /// How many matching requests it lets pass first.
  package var skip: Int

  package init(_ action: Action, method: String? = nil, path: String = "*", count: Int? = 1, skip: Int = 0) {
    self.action = action
    self.method = method
    self.path = path
    self.count = count
    self.skip = skip
  }

  /// What goes wrong.
  package enum Action: Sendable, Hashable {
    /// The request is not carried out; the answer has that status and a message.
    case status(Int)
    /// The request is not carried out; 429 with `Retry-After`, in seconds.
    case tooManyRequests(retryAfter: Int)
    /// The request is not carried out; 200 and an HTML page, as from a proxy or a login page.
    case htmlPage
    /// The request is not carried out; the connection is reset.
    case resetBefore
    /// The request is carried out, and the connection reset in place of an answer.
    case resetAfter
    /// The request is carried out; the answer breaks off after so many bytes of its body.
    case truncate(after: Int)
    /// The request is carried out; the answer comes later.
    case latency(Duration)
    /// The request is carried out; the answer comes later, by a random time in between.
    case jitter(least: Duration, most: Duration)
    /// The request is carried out; afterwards somebody else deletes the workflow that stands first, so that all others
    /// move up while a list is paged.
    case shift
    /// The request is carried out; the answer comes in small pieces with pauses.
    case drip(chunk: Int, every: Duration)
  }

  /// Whether it strikes a request, its counts left aside. `path` is the request's, decoded, without query.
  func matches(method: String, path: String) -> Bool {
    guard self.method.map({ $0 == method }) ?? true else { return false }
    let bare = path.hasPrefix("/api/v1/") ? String(path.dropFirst("/api/v1".count)) : path
    return PathPattern(self.path).matches(path) || PathPattern(self.path).matches(bare)
  }
}

/// `/workflows/*/activate`, `/workflows*`, `/tags`.
struct PathPattern {
  private let pieces: [Substring]
  private let isPrefix: Bool

  init(_ text: String) {
    isPrefix = text.hasSuffix("*")
    pieces = (isPrefix ? text.dropLast() : text[...]).split(separator: "/", omittingEmptySubsequences: false)
  }

  func matches(_ path: String) -> Bool {
    let given = path.split(separator: "/", omittingEmptySubsequences: false)
    guard isPrefix ? given.count >= pieces.count : given.count == pieces.count else { return false }
    guard isPrefix, let last = pieces.last else { return zip(pieces, given).allSatisfy(matches) }
    return zip(pieces.dropLast(), given).allSatisfy(matches) && given[pieces.count - 1].hasPrefix(last)
  }

  private func matches(_ piece: Substring, _ given: Substring) -> Bool {
    piece == "*" || piece == given
  }
}
