extension N8NError {
  /// What can go wrong with a call. Where n8n says it by a message alone, the messages are those of the
  /// recordings and of api.md 1.3 to 2.8.
  package enum Kind: String, Sendable, Hashable, CaseIterable, Codable {
    // The key.
    /// No key, a wrong one, or one that has run out.
    case wrongKey
    /// The key lacks a scope.
    case missingScope
    /// The key's user may not do this here.
    case noPermission
    /// The instance's licence does not have the feature.
    case licenceNeeded

    // The call.
    /// This version has no such path or method.
    case unsupported
    /// No such thing, or none that the key's user can see.
    case notFound
    /// A call that this program built wrongly, or from an unusable value; nothing was sent.
    case invalidRequest
    /// A query parameter or its value is not taken.
    case invalidQuery
    /// The cursor is not one of this list.
    case invalidCursor
    /// The body could not be read as JSON.
    case malformedBody
    /// The body's content type is not taken.
    case wrongMediaType
    /// The body is larger than the instance takes.
    case tooLarge

    // The fields of a body.
    /// A field that only n8n writes was sent.
    case readOnlyField
    /// A field that this version does not know was sent.
    case unknownField
    /// A required field is missing.
    case missingField
    /// A field has the wrong type or a value that is not allowed.
    case invalidField
    /// The name is empty or too long.
    case invalidName
    /// Nodes and connections do not fit together.
    case invalidStructure

    // What a body refers to.
    /// A tag id that the instance does not have.
    case unknownTag
    /// A project that the instance does not have, or that is not the key's.
    case unknownProject
    /// A credential that does not exist or is not shared with the key's user.
    case unknownCredential
    /// A credential type that the instance does not have.
    case unknownCredentialType
    /// Credential data that does not fit its type.
    case invalidCredentialData
    /// The name is taken, where names are unique. A tag's name that is too long is told the same way (trap 15).
    case alreadyExists

    // Publishing.
    /// Another active workflow has the webhook's path.
    case webhookConflict
    /// The workflow has no trigger.
    case noTrigger
    /// A node's type is not installed.
    case unknownNodeType
    /// Nodes lack credentials or parameters.
    case incompleteNodes
    /// A sub-workflow is not published.
    case subworkflowNotPublished
    /// The workflow is archived.
    case archived
    /// The workflow is not archived.
    case notArchived
    /// The workflow is published, and must not be for this.
    case stillPublished
    /// The workflow is being unpublished at this moment.
    case stillUnpublishing
    /// A review of the workflow is open.
    case reviewPending
    /// Another conflict (409).
    case conflict
    /// Another refusal (4xx).
    case refused

    // The server and what stands before it.
    /// Too many requests.
    case rateLimited
    /// n8n failed (500).
    case serverFailed
    /// n8n is starting, or its database is not there yet.
    case startingUp
    /// A proxy answered in n8n's place: 502, 503, 504 and the like.
    case gateway
    /// A redirect, as to a login page.
    case redirected
    /// Not JSON where JSON is due: a login page, the editor's page, a text.
    case notJSON
    /// Called JSON, and cut off or changed on the way.
    case brokenJSON
    /// JSON, but not of the shape this call has.
    case unexpectedShape
    /// An empty answer: n8n gives it to clients whose name has "bot" in it.
    case emptyAnswer
    /// The list goes on and on.
    case endlessList

    // The way there.
    /// The host's name has no address.
    case unknownHost
    /// No connection.
    case unreachable
    /// TLS failed: certificate, name, protocol.
    case tls
    /// Plain http to another machine.
    case insecure
    /// Too slow, or no answer.
    case timedOut
    /// The connection broke.
    case brokenConnection
    /// The answer is larger than the bound.
    case answerTooLarge
    /// The task was cancelled.
    case cancelled
    /// A call that writes was sent and no usable answer came: it may have happened.
    case outcomeUnknown
  }
}

extension N8NError.Kind {
  /// Whether the same call may work later: the key, the server, what stands before it, or the way there is at fault, and
  /// not what was asked.
  package var isTemporary: Bool {
    switch self {
    case .wrongKey, .missingScope, .noPermission, .rateLimited, .serverFailed, .startingUp, .gateway,
      .redirected,
      .notJSON, .brokenJSON, .emptyAnswer, .endlessList, .unknownHost, .unreachable, .tls, .insecure,
      .timedOut,
      .brokenConnection, .cancelled:
      true
    default: false
    }
  }
}
