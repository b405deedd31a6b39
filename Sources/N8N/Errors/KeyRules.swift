/// Messages about the key and the licence (recordings, "Keys, transport" and "Others").
enum KeyRules {
  static let all: [RefusalRule] = [
    // Source control says 401 for a licence up to 2.30.
    .containing("is not licensed", [401], .licenceNeeded),
    .named(after: "license does not allow for ", upTo: ".", [403], .licenceNeeded),
    .exactly("Forbidden", [403], .missingScope),
  ]
}
