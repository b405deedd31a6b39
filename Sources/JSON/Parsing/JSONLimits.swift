/// Bounds on what the parser accepts. Input from outside is untrusted: it fails at a bound, it never exhausts
/// the stack or the memory.
package struct JSONLimits: Sendable, Hashable {
  /// Arrays and objects inside each other; `[[1]]` has depth 2.
  package var maxDepth: Int

  /// Bytes of text.
  package var maxBytes: Int

  /// Values of any kind, arrays and objects themselves included.
  package var maxValues: Int

  /// Bounds; each defaults to the one of ``standard``.
  package init(maxDepth: Int = 512, maxBytes: Int = 256 << 20, maxValues: Int = 8_000_000) {
    self.maxDepth = maxDepth
    self.maxBytes = maxBytes
    self.maxValues = maxValues
  }

  /// Depth 512, 256 MiB, 8 million values.
  package static let standard = JSONLimits()
}
