internal import JSON

/// A kind of credential. A few have their fields here; for the others any data are accepted, and n8n's naming rule
/// (`...Api`, `...OAuth2Api`, `http...Auth`, a database's name) decides whether they exist.
struct CredentialType {
  let name: String
  private let fields: [String]?

  init?(_ name: String) {
    self.name = name
    fields = Self.fields[name]
    guard fields != nil || Self.plainNames.contains(name) || Self.suffixes.contains(where: name.hasSuffix)
    else { return nil }
  }

  /// The first key that the type does not have.
  func unknownKey(in data: JSONObject) -> String? {
    guard let fields else { return nil }
    return data.keys.first { !fields.contains($0) }
  }

  /// The JSON Schema of its data.
  var schema: JSON {
    let properties = (fields ?? []).map { ($0, ["type": "string"] as JSON) }
    return [
      "additionalProperties": .bool(fields == nil), "type": "object",
      "properties": .object(JSONObject(properties)), "required": [],
    ]
  }

  private static let common = ["allowedHttpRequestDomains", "allowedDomains"]

  private static let fields: [String: [String]] = [
    "httpHeaderAuth": ["name", "value", "useCustomAuth"] + common,
    "httpQueryAuth": ["name", "value"] + common,
    "httpBasicAuth": ["user", "password"] + common,
    "slackApi": ["accessToken", "signatureSecret", "notice"] + common,
    "telegramApi": ["accessToken", "baseUrl"] + common,
  ]

  private static let suffixes = ["Api", "OAuth2", "OAuth1", "Auth"]

  private static let plainNames: Set<String> = [
    "postgres", "mySql", "microsoftSql", "mongoDb", "redis", "snowflake", "questDb", "timescaleDb",
    "crateDb", "oracleDB", "smtp", "imap", "ftp", "sftp", "sshPassword", "sshPrivateKey", "aws", "rabbitmq",
    "kafka", "mqtt", "amqp", "s3", "crypto", "git", "ldap", "totp",
  ]
}
