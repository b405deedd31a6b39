/// Messages about tags, projects and credentials (recordings, "Others"; api.md 2.8, 3.2).
enum ReferenceRules {
  static let all: [RefusalRule] = [
    .exactly("Some tags not found", [400, 404], .unknownTag),
    .exactly("Project not found", [400, 404], .unknownProject),
    .containing("Could not find project with the id", [400, 404], .unknownProject),
    .containing("Tag already exists", [400, 409], .alreadyExists),
    .containing("credentials that are not shared with you", [400, 403], .unknownCredential),
    .named(after: "Credential with ID \"", upTo: "\"", [400, 404], .unknownCredential),
    .containing("req.body.type is not a known type", [400], .unknownCredentialType),
    .containing("request.body.data", [400], .invalidCredentialData),
  ]
}
