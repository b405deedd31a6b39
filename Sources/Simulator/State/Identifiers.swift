/// Makes ids: from the configuration where it has some, otherwise at random from the seed.
struct Identifiers {
  private var random: SeededRandom
  private let supply: @Sendable (IdentifierKind) -> String?

  /// Where the random ones go on.
  var position: UInt64 {
    get { random.state }
    set { random = SeededRandom(seed: newValue) }
  }

  init(_ configuration: SimulatorConfiguration) {
    random = SeededRandom(seed: configuration.seed)
    supply = configuration.identifier
  }

  /// Workflows, tags and credentials have 16 letters and digits (n8n's nanoid), the others are UUIDs.
  mutating func next(_ kind: IdentifierKind) -> String {
    if let given = supply(kind) { return given }
    switch kind {
    case .workflow, .tag, .credential: return nanoid()
    case .version, .node, .webhook, .user: return uuid()
    }
  }

  /// A number in the range, for generated executions.
  mutating func number(in range: ClosedRange<Int>) -> Int {
    Int.random(in: range, using: &random)
  }

  private mutating func nanoid() -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789".utf8)
    let bytes = (0..<16).map { _ in alphabet[Int.random(in: alphabet.indices, using: &random)] }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A random UUID (RFC 9562 section 5.4).
  private mutating func uuid() -> String {
    var digits = Array((hex(random.next()) + hex(random.next())).utf8)
    digits[12] = UInt8(ascii: "4")
    digits[16] = Array("89ab".utf8)[Int.random(in: 0..<4, using: &random)]
    let parts = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32]
    return parts.map { String(decoding: digits[$0], as: UTF8.self) }.joined(separator: "-")
  }

  private func hex(_ value: UInt64) -> String {
    let text = String(value, radix: 16)
    return String(repeating: "0", count: 16 - text.utf8.count) + text
  }
}

/// SplitMix64 (Steele, Lea, Flood 2014): small, and the same on every machine.
struct SeededRandom: RandomNumberGenerator {
  private(set) var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
