/// Bounds on what the parser accepts. Input from outside is untrusted: it fails at a bound, it never exhausts
/// the stack or the memory.
package struct JSONLimits: Sendable, Hashable {
  /// Arrays and objects inside each other; `[[1]]` has depth 2. At most ``deepest``.
  package let maxDepth: Int

  /// Bytes of text.
  package let maxBytes: Int

  /// Values of any kind, arrays and objects themselves included.
  package let maxValues: Int

  /// The largest ``maxDepth``. The parser itself needs no stack for depth, but comparing, writing and freeing
  /// a value go down level by level: at this depth they need less than 2 MB of stack, without optimisation.
  package static let deepest = 1024

  /// Bounds; each defaults to the one of ``standard``. A `maxDepth` above ``deepest`` counts as that.
  package init(maxDepth: Int = 512, maxBytes: Int = 256 << 20, maxValues: Int = 8_000_000) {
    self.maxDepth = min(maxDepth, Self.deepest)
    self.maxBytes = maxBytes
    self.maxValues = maxValues
  }

  /// Depth 512, 256 MiB, 8 million values.
  package static let standard = JSONLimits()
}
