import JSON

/// Addresses in parameters that are named like one: `baseUrl`, `host`, `webhookUri`. Links in what is written or shown
/// are no calls, and neither is where a sheet or a page stands.
enum ParameterAddresses {
  private static let names: Set<String> = [
    "url", "uri", "baseurl", "baseuri", "endpoint", "endpointurl", "apiurl", "serverurl", "siteurl",
    "instanceurl",
    "webhookurl", "webhookuri", "sseendpoint", "hosturl", "feedurl", "schemaregistryurl", "proxyurl",
  ]
  private static let hostNames: Set<String> = ["host", "hostname", "server", "domain"]

  static func hosts(in json: JSON) -> [String] {
    switch json {
    case .array(let elements): return elements.flatMap(hosts)
    case .object(let object):
      if object["__rl"] != nil { return [] }
      return object.flatMap { key, value in value.stringValue.map { hosts($0, of: key) } ?? hosts(in: value) }
    case .null, .bool, .number, .string: return []
    }
  }

  private static func hosts(_ text: String, of key: String) -> [String] {
    let name = key.lowercased()
    let isURL = names.contains(name) && text.contains("://")
    let isHost = hostNames.contains(name) && text.contains(".") && !text.contains(" ")
    return isURL || isHost ? HTTPAddress.hosts(of: text).compactMap(\.self) : []
  }
}
