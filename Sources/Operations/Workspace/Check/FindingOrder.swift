import JSON

/// Brings findings into the order in which a person goes through them, each with its place in the text.
struct FindingOrder {
  /// So many of one file are told: who has that many looks at the file as a whole.
  static let most = 100

  private let tree: CheckedTree

  init(_ tree: CheckedTree) { self.tree = tree }

  func ordered(_ findings: [CheckFinding]) -> [CheckFinding] {
    Dictionary(grouping: findings, by: \.path).sorted { $0.key < $1.key }
      .flatMap { path, findings in ordered(findings, of: tree.files[path]) }
  }

  private func ordered(_ findings: [CheckFinding], of file: CheckedFile?) -> [CheckFinding] {
    let placed = placed(findings, of: file)
    let sorted = placed.enumerated().sorted { left, right in
      let (one, other) = (left.element.place, right.element.place)
      return (one?.line ?? 0, one?.column ?? 0, left.offset) < (
        other?.line ?? 0, other?.column ?? 0, right.offset
      )
    }
    return sorted.prefix(Self.most).map(\.element)
  }

  /// The findings with their places; the text is only gone through where a finding has a pointer.
  private func placed(_ findings: [CheckFinding], of file: CheckedFile?) -> [CheckFinding] {
    guard let file, case .success = file.content, findings.contains(where: { $0.pointer != nil }) else {
      return findings
    }
    let places = JSONPlaces(file.bytes)
    return findings.map { finding in
      guard let pointer = finding.pointer, finding.place == nil else { return finding }
      var placed = finding
      placed.place =
        finding.isAboutName ? places.place(ofNameAt: pointer) : places.place(ofValueAt: pointer)
      return placed
    }
  }
}
