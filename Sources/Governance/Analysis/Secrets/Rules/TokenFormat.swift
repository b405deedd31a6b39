/// A kind of key that is known by its form: how it begins, which characters follow, and how many.
struct TokenFormat: Sendable {
  let detector: String
  let kind: String
  let prefix: [UInt8]
  /// How many characters follow the prefix.
  let length: ClosedRange<Int>
  let alphabet: ByteSet
  /// How many dots are among them.
  let dots: Int

  init(
    _ detector: String, _ kind: String, _ prefix: String, _ length: ClosedRange<Int>, _ alphabet: ByteSet,
    dots: Int = 0
  ) {
    self.detector = detector
    self.kind = kind
    self.prefix = Array(prefix.utf8)
    self.length = length
    self.alphabet = alphabet
    self.dots = dots
  }

  init(
    _ detector: String, _ kind: String, _ prefix: String, _ length: Int, _ alphabet: ByteSet, dots: Int = 0
  ) {
    self.init(detector, kind, prefix, length...length, alphabet, dots: dots)
  }
}
