internal import CCurl

extension EasyHandle {
  /// Sets every option a request needs; `hasFailed` tells afterwards whether curl took them all.
  func apply(
    _ request: HTTPRequest, to target: HTTPTarget, _ configuration: HTTPConfiguration, maximumBytes: Int
  ) {
    set(CURLOPT_URL, request.url)
    set(CURLOPT_NOSIGNAL, 1)
    // Without this, giving up while a name server is silent would hold the loop until that server's time-out.
    set(CURLOPT_QUICK_EXIT, 1)
    set(CURLOPT_PROTOCOLS_STR, "http,https")
    set(CURLOPT_FOLLOWLOCATION, 0)
    set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_2TLS))
    set(CURLOPT_USERAGENT, configuration.userAgent)
    set(CURLOPT_ACCEPT_ENCODING, "gzip")
    set(maximumBytes: maximumBytes)
    applyMethod(request)
    applyReuse(request, target)
    applyTimeouts(request.timeouts ?? configuration.timeouts)
    applyTLS(configuration)
    applyProxy(configuration.proxies, target)
    set(headerLines: Self.headerLines(request))
  }

  private func applyMethod(_ request: HTTPRequest) {
    switch (request.method, request.body) {
    case ("GET", nil): set(CURLOPT_HTTPGET, 1)
    case ("HEAD", nil): set(CURLOPT_NOBODY, 1)
    case ("POST", let body):
      set(CURLOPT_POST, 1)
      set(body: body ?? [])
    case (let method, let body?):
      set(CURLOPT_POST, 1)
      set(body: body)
      set(CURLOPT_CUSTOMREQUEST, method)
    case (let method, nil):
      set(CURLOPT_CUSTOMREQUEST, method)
    }
  }

  /// Curl repeats a request by itself when a kept connection dies before the first byte of the answer
  /// (`Curl_retry_request` in lib/transfer.c), a POST too. A write that the server may have acted on must not
  /// be sent twice, so writes get a connection of their own, where curl never does that.
  private func applyReuse(_ request: HTTPRequest, _ target: HTTPTarget) {
    if !request.isSafe { set(CURLOPT_FRESH_CONNECT, 1) }
    if request.isSafe, target.scheme == .https { set(CURLOPT_PIPEWAIT, 1) }
  }

  private func applyTimeouts(_ timeouts: HTTPTimeouts) {
    set(CURLOPT_CONNECTTIMEOUT_MS, timeouts.connect.positiveMilliseconds)
    set(CURLOPT_TIMEOUT_MS, timeouts.total.positiveMilliseconds)
    set(CURLOPT_LOW_SPEED_TIME, timeouts.stall.positiveSeconds)
    set(CURLOPT_LOW_SPEED_LIMIT, max(1, timeouts.minimumBytesPerSecond))
  }

  private func applyTLS(_ configuration: HTTPConfiguration) {
    set(CURLOPT_SSL_VERIFYPEER, 1)
    set(CURLOPT_SSL_VERIFYHOST, 2)
    set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
    if let file = configuration.certificateAuthorities { set(CURLOPT_CAINFO, file) }
    if let certificate = configuration.clientCertificate {
      set(CURLOPT_SSLCERT, certificate.certificate)
      set(CURLOPT_SSLKEY, certificate.privateKey)
      if let passphrase = certificate.passphrase { set(CURLOPT_KEYPASSWD, passphrase) }
    }
  }

  /// Both options are always set, so that curl never reads the process's environment itself.
  private func applyProxy(_ proxies: HTTPProxies, _ target: HTTPTarget) {
    set(CURLOPT_PROXY, proxies.proxy(for: target) ?? "")
    set(CURLOPT_NOPROXY, proxies.direct)
  }

  private static func headerLines(_ request: HTTPRequest) -> [String] {
    var lines = request.headers.fields.map { field in
      // "Name:" alone would remove a header; "Name;" sends it empty (`man CURLOPT_HTTPHEADER`).
      field.value.isEmpty ? "\(field.name);" : "\(field.name): \(field.value)"
    }
    // Curl would wait a second for a "100 Continue" that many servers never send.
    lines.append("Expect:")
    // Curl would call every body a form.
    if request.headers["Content-Type"] == nil { lines.append("Content-Type:") }
    return lines
  }
}
