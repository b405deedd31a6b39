import N8N
import Testing

/// How often each kind of refusal stands in a recording, counted from the recorded messages by another program.
struct Kinds: Sendable, CustomTestStringConvertible {
  let counts: [N8NError.Kind: Int]
  var testDescription: String { "\(counts.values.reduce(0, +)) refusals" }

  static let n8n1_123 = Kinds(counts: [
    .alreadyExists: 2, .emptyAnswer: 1, .invalidCredentialData: 1, .invalidCursor: 1, .invalidField: 10,
    .invalidQuery: 7, .licenceNeeded: 5, .malformedBody: 1, .missingField: 2, .noTrigger: 3, .notFound: 10,
    .readOnlyField: 12, .unknownCredentialType: 1, .unknownField: 29, .unknownProject: 1, .unknownTag: 1,
    .unsupported: 21, .webhookConflict: 3, .wrongKey: 3, .wrongMediaType: 1,
  ])
  static let n8n2_14 = Kinds(counts: [
    .alreadyExists: 2, .emptyAnswer: 1, .incompleteNodes: 1, .invalidCredentialData: 1, .invalidCursor: 1,
    .invalidField: 10, .invalidQuery: 7, .licenceNeeded: 5, .malformedBody: 1, .missingField: 2,
    .missingScope: 5, .noTrigger: 2, .notFound: 10, .readOnlyField: 19, .subworkflowNotPublished: 1,
    .unknownCredentialType: 1, .unknownField: 20, .unknownNodeType: 1, .unknownProject: 1, .unknownTag: 1,
    .unsupported: 14, .webhookConflict: 3, .wrongKey: 3, .wrongMediaType: 1,
  ])
  static let n8n2_30 = Kinds(counts: [
    .alreadyExists: 2, .archived: 2, .emptyAnswer: 1, .incompleteNodes: 1, .invalidCredentialData: 1,
    .invalidCursor: 1, .invalidField: 12, .invalidName: 2, .invalidQuery: 7, .invalidStructure: 7,
    .licenceNeeded: 5, .malformedBody: 1, .missingField: 2, .missingScope: 5, .noTrigger: 2, .notArchived: 1,
    .notFound: 10, .readOnlyField: 19, .subworkflowNotPublished: 1, .unknownCredentialType: 1,
    .unknownField: 16, .unknownNodeType: 2, .unknownProject: 2, .unknownTag: 1, .unsupported: 7,
    .webhookConflict: 3, .wrongKey: 3, .wrongMediaType: 1,
  ])
  static let n8n2_40 = Kinds(counts: [
    .alreadyExists: 2, .archived: 2, .emptyAnswer: 1, .incompleteNodes: 1, .invalidCredentialData: 1,
    .invalidCursor: 1, .invalidField: 12, .invalidName: 2, .invalidQuery: 1, .invalidStructure: 8,
    .licenceNeeded: 5, .malformedBody: 1, .missingField: 2, .missingScope: 5, .noTrigger: 2, .notArchived: 1,
    .notFound: 8, .readOnlyField: 20, .stillPublished: 3, .stillUnpublishing: 1, .subworkflowNotPublished: 1,
    .unknownCredentialType: 1, .unknownField: 12, .unknownNodeType: 1, .unknownProject: 2, .unknownTag: 1,
    .unsupported: 4, .webhookConflict: 3, .wrongKey: 3, .wrongMediaType: 1,
  ])
}
