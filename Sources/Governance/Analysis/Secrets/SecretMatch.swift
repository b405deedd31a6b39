/// A secret in one text.
struct SecretMatch: Hashable {
  let detector: String
  let kind: String
  let confidence: SecretFinding.Confidence
  /// The bytes of the text that are the secret, no more and no less: they are what sealing replaces.
  let range: Range<Int>

  /// A secret of known form.
  static func certain(_ detector: String, _ kind: String, _ range: Range<Int>) -> SecretMatch {
    SecretMatch(detector: detector, kind: kind, confidence: .certain, range: range)
  }

  /// A secret by its place.
  static func likely(_ detector: String, _ kind: String, _ range: Range<Int>) -> SecretMatch {
    SecretMatch(detector: detector, kind: kind, confidence: .likely, range: range)
  }
}

extension [SecretMatch] {
  /// The matches from left to right, of those that share bytes the surest, then the longest.
  var disjoint: [SecretMatch] {
    guard count > 1 else { return self }
    let certain = filter { $0.confidence == .certain }.leftmost
    return (certain + filter { $0.confidence == .likely }.leftmost.outside(certain))
      .sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  private var leftmost: [SecretMatch] {
    var result: [SecretMatch] = []
    let ordered = sorted {
      ($0.range.lowerBound, -$0.range.upperBound) < ($1.range.lowerBound, -$1.range.upperBound)
    }
    for match in ordered where match.range.lowerBound >= result.last?.range.upperBound ?? 0 {
      result.append(match)
    }
    return result
  }

  /// Those that share no byte with `others`; both are ordered.
  private func outside(_ others: [SecretMatch]) -> [SecretMatch] {
    var next = 0
    return filter { match in
      while next < others.count, others[next].range.upperBound <= match.range.lowerBound { next += 1 }
      return next == others.count || !others[next].range.overlaps(match.range)
    }
  }
}
