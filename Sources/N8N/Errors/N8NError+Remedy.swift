extension N8NError.Kind {
  /// What to do, as a sentence without its full stop.
  func remedy(subject: String?) -> String {
    switch self {
    case .wrongKey, .missingScope, .noPermission, .licenceNeeded: keyRemedy(subject)
    case .unsupported, .notFound, .invalidRequest, .invalidQuery, .invalidCursor, .malformedBody,
      .wrongMediaType, .tooLarge:
      callRemedy
    case .readOnlyField, .unknownField, .missingField, .invalidField, .invalidName, .invalidStructure:
      fieldRemedy
    case .unknownTag, .unknownProject, .unknownCredential, .unknownCredentialType, .invalidCredentialData,
      .alreadyExists:
      referenceRemedy
    case .webhookConflict, .noTrigger, .unknownNodeType, .incompleteNodes, .subworkflowNotPublished,
      .archived,
      .notArchived, .stillPublished, .stillUnpublishing, .reviewPending, .conflict, .refused:
      publishingRemedy
    case .rateLimited, .serverFailed, .startingUp, .gateway, .redirected, .notJSON, .brokenJSON,
      .unexpectedShape,
      .emptyAnswer, .endlessList:
      serverRemedy
    case .unknownHost, .unreachable, .tls, .insecure, .timedOut, .brokenConnection, .answerTooLarge,
      .cancelled,
      .outcomeUnknown:
      transportRemedy
    }
  }

  private func keyRemedy(_ subject: String?) -> String {
    switch self {
    case .wrongKey:
      "Make a new key in n8n (Settings, n8n API) and point the environment's key reference at it"
    case .missingScope: scopeRemedy(subject)
    // A list is nobody's to share.
    case .noPermission where subject?.hasSuffix(":list") == true: scopeRemedy(subject)
    case .noPermission: "Share the workflow or its project with the key's user, or use an owner's key"
    default:
      "The instance needs a licence with \(subject ?? "this feature"); everything else goes on without it"
    }
  }

  private func scopeRemedy(_ scope: String?) -> String {
    // n8n gives scopes of users to owners and administrators only.
    let owner =
      scope?.hasPrefix("user:") == true ? " (only keys of owners and administrators can have it)" : ""
    return
      "Give the key the scope \(scope ?? "it needs")\(owner) in n8n (Settings, n8n API), or use the environment's other key"
  }

  private var callRemedy: String {
    switch self {
    case .unsupported: "This n8n is too old for it; update the instance, or go on without"
    case .notFound: "It was deleted, or the key's user cannot see it: sync, then plan again"
    case .invalidRequest: "Correct the value named above"
    case .invalidQuery, .invalidCursor: "Probe the environment again: its n8n may have changed version"
    case .malformedBody, .wrongMediaType: "Something between here and n8n changes requests; look at the proxy"
    default: "Make the workflow smaller (pinned data), or raise N8N_PAYLOAD_SIZE_MAX on the instance"
    }
  }

  private var fieldRemedy: String {
    switch self {
    case .readOnlyField, .unknownField:
      "Probe the environment again: its n8n takes other fields than it did when it was last probed"
    case .invalidName: "Give the workflow a name of 1 to 128 characters"
    case .invalidStructure:
      "Correct the workflow: every node named once, every connection between nodes that exist"
    default: "Correct the field in the workflow"
    }
  }

  private var referenceRemedy: String {
    switch self {
    case .unknownTag: "Sync the environment: its tags have changed"
    case .unknownProject: "Check the environment's project, and that the key's user is a member of it"
    case .unknownCredential: "Make or share the credential in n8n, then map it to this environment"
    case .unknownCredentialType: "Install the package that brings the credential type"
    case .invalidCredentialData: "Compare the data with the type's schema"
    default: "Use the one that exists, or take another, shorter name"
    }
  }

  private var publishingRemedy: String {
    switch self {
    case .webhookConflict: "Deactivate the workflow that has the path, or change the path"
    case .noTrigger: "Add a trigger, or leave the workflow inactive"
    case .unknownNodeType: "Install the node's package on the instance, or replace the node"
    case .incompleteNodes: "Fill in the parameters and credentials that are named above"
    case .subworkflowNotPublished: "Promote and publish the sub-workflow first"
    case .archived: "Unarchive the workflow first"
    case .notArchived: "Nothing needs to be done"
    case .stillPublished: "Unpublish the workflow first"
    case .stillUnpublishing: "Wait a few seconds and try again"
    case .reviewPending: "Finish the review in n8n first"
    default: "Read the workflow again and compare before doing anything else"
    }
  }

  private var serverRemedy: String {
    switch self {
    case .rateLimited: "Wait, then run again; ask for fewer requests at a time if it happens often"
    case .serverFailed: "Look at the log of the instance"
    case .startingUp: "Wait until it is up; a migration can take minutes"
    case .gateway: "Look at the proxy and at whether n8n runs behind it"
    case .redirected, .notJSON:
      "Check the environment's URL, and let the API path pass whatever asks people to log in"
    case .brokenJSON: "Look for a proxy that cuts or changes answers, and at the log of the instance"
    case .emptyAnswer: "Give the program a name without \"bot\" in it; look at filters before n8n"
    case .endlessList: "Look for a proxy that answers from a cache; report it if there is none"
    default: "Check that the URL is that of n8n's public API, and report it if it is"
    }
  }

  private var transportRemedy: String {
    switch self {
    case .unknownHost: "Check the host in the environment's URL, and the name server"
    case .unreachable: "Check that the instance runs and that its port can be reached from here"
    case .tls:
      "Renew the certificate, name its authority (--ca-file of n8n-ops env add and env edit), or show one of your own (--client-certificate)"
    case .insecure:
      "Use https, or allow plain http for it (--allow-plain-http of n8n-ops env add and env edit)"
    case .timedOut:
      "Try again; if it is that slow, give it more time (--timeout and --stall-timeout of n8n-ops env add and env edit)"
    case .brokenConnection: "Try again; look at the proxy if it happens often"
    case .answerTooLarge: "Find the workflow with that much data; pinned data is the usual cause"
    case .cancelled: "Run again: what was not finished is taken up"
    default: "Look at the instance before anything is repeated: it may have done it"
    }
  }
}
