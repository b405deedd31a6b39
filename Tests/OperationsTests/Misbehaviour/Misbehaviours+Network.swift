import HTTP

extension Misbehaviours {
  static let network: [Misbehaviour] = [
    .list(
      "the host has no address",
      .refuses(
        "host name not found:", remedy: "Check the host in the environment's URL, and the name server")
    ) { request, _ throws(HTTPError) in try await elsewhere("http://n8n.invalid", request) },
    .list(
      "nothing listens there",
      .refuses(
        "no connection:",
        remedy: "Check that the instance runs and that its port can be reached from here")
    ) { request, _ throws(HTTPError) in try await elsewhere("http://127.0.0.1:1", request) },
    .list(
      "no TLS where it is due",
      .refuses(
        "TLS failed:",
        remedy:
          "Renew the certificate, name its authority (--ca-file of n8n-ops env add and env edit), or show one of your own (--client-certificate)"
      )
    ) { request, router throws(HTTPError) in
      try await elsewhere((router.address("dev") ?? "").replacing("http:", with: "https:"), request)
    },
    .list(
      "it accepts and never answers",
      .refuses(
        "the transfer stalled:",
        remedy:
          "Try again; if it is that slow, give it more time (--timeout and --stall-timeout of n8n-ops env add and env edit)"
      )
    ) { request, router throws(HTTPError) in
      var request = request
      request.timeouts = HTTPTimeouts(stall: .seconds(1))
      return try await faulty("latency:60000", request, router)
    },
    .list(
      "it drips a few bytes at a time",
      .refuses(
        "timed out:",
        remedy:
          "Try again; if it is that slow, give it more time (--timeout and --stall-timeout of n8n-ops env add and env edit)"
      )
    ) { request, router throws(HTTPError) in try await faulty("drip:8:50", request, router) },
    .list(
      "it closes the connection in place of an answer",
      .refuses(
        "the connection was closed before an answer:",
        remedy: "Try again; look at the proxy if it happens often")
    ) { request, router throws(HTTPError) in try await faulty("reset-after", request, router) },
    .list(
      "the answer breaks off",
      .refuses("the answer broke off:", remedy: "Try again; look at the proxy if it happens often")
    ) { request, router throws(HTTPError) in try await faulty("truncate:900", request, router) },
    .first(2, "it resets the connection twice, then is well again", .copes) {
      request, router throws(HTTPError) in
      try await faulty("reset-before", request, router)
    },
  ]

  private static let client: HTTPClient = {
    var configuration = HTTPConfiguration(version: "1.0")
    configuration.allowsPlainHTTP = true
    configuration.timeouts = HTTPTimeouts(total: .milliseconds(300))
    return HTTPClient(configuration)
  }()

  private static func elsewhere(_ address: String, _ request: HTTPRequest) async throws(HTTPError)
    -> HTTPResponse
  {
    var request = request
    request.url = address + request.url.dropFirst("http://dev.test".count)
    return try await client.send(request)
  }

  private static func faulty(_ fault: String, _ request: HTTPRequest, _ router: Router)
    async throws(HTTPError) -> HTTPResponse
  {
    var request = request
    request.headers["X-Sim-Fault"] = fault
    return try await elsewhere(router.address("dev") ?? "", request)
  }
}
