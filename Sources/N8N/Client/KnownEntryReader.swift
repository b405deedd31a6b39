internal import Digest
internal import JSON

/// Reads a page of a list but for the entries that are known.
///
/// The page without them, a `null` in the place of each, goes through the parser as a whole. So what is accepted is JSON: a
/// known entry is the same bytes as one that was accepted before.
struct KnownEntryReader {
  let known: KnownEntries

  /// The entries, and the page with `null` for the known ones.
  ///
  /// - Returns: nil where the page is not of the shape that n8n gives it, or no JSON: then it is to be read in the usual
  ///   way, which says what is wrong.
  func read(_ body: [UInt8]) -> (entries: [RawEntry], rest: JSON)? {
    guard let places = JSONElements.places(in: body, under: "data") else { return nil }
    let digests = body.withUnsafeBytes { bytes in
      places.map { Digest.sha256(UnsafeRawBufferPointer(rebasing: bytes[$0])) }
    }
    let known = known.ids()
    let ids = digests.map { known[$0] }
    guard let rest = try? JSON(parsing: without(places, ids, body)),
      let entries = rest["data"]?.arrayValue, entries.count == places.count
    else { return nil }
    var result: [RawEntry] = []
    result.reserveCapacity(entries.count)
    for (index, entry) in entries.enumerated() {
      if let id = ids[index] {
        guard entry.isNull else { return nil }
        result.append(.known(id: id))
      } else {
        result.append(.read(entry, digests[index]))
      }
    }
    return (result, rest)
  }

  /// The page with `null` where a known entry stands.
  private func without(_ places: [Range<Int>], _ ids: [String?], _ body: [UInt8]) -> [UInt8] {
    guard ids.contains(where: { $0 != nil }) else { return body }
    var result: [UInt8] = []
    var copied = 0
    for (place, id) in zip(places, ids) where id != nil {
      result += body[copied..<place.lowerBound]
      result += Array("null".utf8)
      copied = place.upperBound
    }
    return result + body[copied...]
  }
}
