internal import JSON

/// An answer that is an error.
struct Refusal: Error {
  let status: Int
  let body: JSON

  /// The usual form: `{"message": ...}`.
  init(_ status: Int, _ message: String) {
    self.status = status
    body = ["message": .string(message)]
  }

  init(_ status: Int, body: JSON) {
    self.status = status
    self.body = body
  }

  static let notFound = Refusal(404, "Not Found")

  /// A feature that needs a licence (recordings, licensed).
  static func unlicensed(_ feature: String) -> Refusal {
    Refusal(
      403,
      "Your license does not allow for \(feature). To enable \(feature), please upgrade to a license that supports this feature."
    )
  }
}
