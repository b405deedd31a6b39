/// A request that got no complete answer.
package struct HTTPError: Error, Sendable, Hashable {
  /// What went wrong.
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    /// The host's name has no address, or the name server does not answer.
    case resolve
    /// No connection to the host or the proxy.
    case connect
    /// The handshake failed, or the certificate is not trusted or not for this host.
    case tls
    /// The connect or the total time-out passed.
    case timeout
    /// Less than the wanted rate flowed for too long.
    case stalled
    /// The answer's body or head is larger than the bound.
    case tooLarge
    /// The connection was closed or reset before an answer.
    case reset
    /// The connection was closed inside the answer's body.
    case truncated
    /// The task was cancelled.
    case cancelled
    /// Plain http to a host that is not this machine, which the configuration does not allow.
    case insecure
    /// The request itself is not well formed; nothing was sent.
    case invalid
    /// What came back is not HTTP, or another fault of the protocol.
    case `protocol`
  }

  /// What went wrong.
  package let kind: Kind
  /// The URL without user, query and fragment.
  package let url: String
  /// The cause in words; has no secret and no control characters.
  package let detail: String
  /// Whether the server may have received the request and acted on it.
  package let mayHaveBeenSent: Bool

  /// An error; `detail` is cleaned and bounded.
  package init(kind: Kind, url: String, detail: String, mayHaveBeenSent: Bool) {
    self.kind = kind
    self.url = url
    self.detail = detail.cleanedForDisplay(limit: 400)
    self.mayHaveBeenSent = mayHaveBeenSent
  }
}

extension HTTPError: CustomStringConvertible {
  package var description: String { "\(kind.sentence) (\(url)): \(detail)" }
}

extension HTTPError.Kind {
  /// The kind in words, for the start of a message.
  package var sentence: String {
    switch self {
    case .resolve: "host name not found"
    case .connect: "no connection"
    case .tls: "TLS failed"
    case .timeout: "timed out"
    case .stalled: "the transfer stalled"
    case .tooLarge: "the answer is too large"
    case .reset: "the connection was closed before an answer"
    case .truncated: "the answer broke off"
    case .cancelled: "cancelled"
    case .insecure: "plain http refused"
    case .invalid: "not a valid request"
    case .protocol: "not a valid answer"
    }
  }
}

extension String {
  /// The text on one line, without control characters, at most `limit` characters.
  func cleanedForDisplay(limit: Int) -> String {
    var cleaned = String.UnicodeScalarView()
    for scalar in unicodeScalars.prefix(limit) {
      cleaned.append(scalar.properties.generalCategory.isUnprintable ? " " : scalar)
    }
    return String(cleaned)
  }
}

extension Unicode.GeneralCategory {
  fileprivate var isUnprintable: Bool {
    switch self {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: true
    default: false
    }
  }
}
