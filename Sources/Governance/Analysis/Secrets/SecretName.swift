/// Names of parameters, headers and variables behind which a secret stands.
enum SecretName {
  private static let endings = [
    "apikey", "apitoken", "accesstoken", "authtoken", "token", "secret", "secretkey", "accesskey", "password",
    "passwd",
    "passphrase", "privatekey", "authorization", "apppassword", "applicationpassword", "pwd", "signingkey",
    "encryptionkey", "authkey", "rapidapikey",
  ]

  /// Names that end so and mean something else: counts, cursors, kinds.
  private static let innocent = [
    "maxtoken", "pagetoken", "nexttoken", "synctoken", "continuationtoken", "cursortoken", "stoptoken",
    "csrftoken",
    "requesttoken", "designtoken", "idtoken", "resettoken", "resumetoken",
  ]

  /// Whether a secret belongs behind the name.
  static func isOne(_ name: String) -> Bool {
    let letters = String(
      name.lowercased().unicodeScalars.filter {
        $0.properties.isAlphabetic || $0.properties.numericType != nil
      })
    guard endings.contains(where: letters.hasSuffix) else { return false }
    return !innocent.contains(where: letters.hasSuffix)
  }
}
