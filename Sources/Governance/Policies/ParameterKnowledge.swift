import JSON

/// The members that n8n knows inside a parameter, or of a node's `parameters`.
final class ParameterKnowledge: Sendable {
  /// What is known of one of them.
  final class Member: Sendable {
    /// The default, where there is only one.
    let `default`: JSON?
    /// What it holds, where it holds something.
    let inside: ParameterKnowledge?
    /// When it is shown, where that depends on the others; the first that holds counts.
    let definitions: [ParameterDefinition]?
    /// Whether it is a choice of groups: its default is an object of some of its members, each of which holds
    /// members itself. It has no others then.
    let hasGroups: Bool
    /// Whether a person takes members out of it one by one: each says something by being there.
    let isCollection: Bool

    init(_ entry: JSON, conditions: JSON?) {
      let groups = entry[1]?.objectValue ?? [:]
      `default` = entry[1]
      inside = ParameterKnowledge(entry[0], conditions: conditions?["in"])
      isCollection = entry[2] == true
      definitions = conditions?["is"]?.arrayValue?.map(ParameterDefinition.init)
      hasGroups = !groups.isEmpty && groups.allSatisfy { entry[0]?[$0.key]?[0]?.objectValue != nil }
    }
  }

  private let members: NameTable<Member>
  /// Whether some member is not always shown.
  let hasConditions: Bool

  /// Reads name -> `[what is inside or null, default, whether a collection]`, with the conditions name -> `{is, in}`.
  init?(_ json: JSON?, conditions: JSON?) {
    guard let tree = json?.objectValue else { return nil }
    let members = tree.map { ($0.key, Member($0.value, conditions: conditions?[$0.key])) }
    self.members = NameTable(members)
    hasConditions = members.contains { $0.1.definitions != nil }
  }

  /// What is known of the member, if it is known.
  func member(_ name: String) -> Member? { members[name] }
}

/// One definition of a parameter: when it is shown, and its default there.
struct ParameterDefinition: Sendable {
  /// The first version that has it, and the first that has it no more.
  let from: Double?
  let below: Double?
  /// Parameter -> values of which it must have one, and must have none.
  let required: [(name: String, values: [JSON])]
  let excluded: [(name: String, values: [JSON])]
  /// The default, where it is another one than the parameter's.
  let `default`: JSON?

  init(_ json: JSON) {
    from = json["from"]?.doubleValue
    below = json["below"]?.doubleValue
    required = Self.conditions(json["if"])
    excluded = Self.conditions(json["unless"])
    self.default = json["default"]
  }

  private static func conditions(_ json: JSON?) -> [(name: String, values: [JSON])] {
    (json?.objectValue ?? [:]).map { ($0.key, $0.value.arrayValue ?? []) }
  }
}
