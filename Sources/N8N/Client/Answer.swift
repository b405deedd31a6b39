package import JSON

/// What came back for a call.
package struct Answer: Sendable {
  /// The JSON document; null where the answer had no body.
  package let json: JSON
  /// The text, of calls that ask for text; empty otherwise.
  package let text: [UInt8]
  /// From sending to the last byte.
  package let elapsed: Duration
  /// Bytes of the body, decoded.
  package let byteCount: Int
  /// How often the request was repeated.
  package let retries: Int
  /// Since when the call is deprecated, in seconds since 1970 (RFC 9745); nil where it is not.
  package let deprecatedSince: Int?
}
