internal import CCurl

/// A transfer that curl works on: its easy handle and what has come back.
final class RunningTransfer {
  let transfer: Transfer
  let easy: EasyHandle
  private let collector: ResponseCollector

  /// `nil` when curl cannot make a handle or refuses an option, which would be a fault of this file.
  init?(_ transfer: Transfer, _ configuration: HTTPConfiguration) {
    guard let easy = EasyHandle() else { return nil }
    self.transfer = transfer
    self.easy = easy
    let bound = transfer.request.maximumResponseBytes ?? configuration.maximumResponseBytes
    collector = ResponseCollector(maximumBytes: bound)
    easy.apply(transfer.request, to: transfer.target, configuration, maximumBytes: bound)
    easy.deliver(to: collector)
    if easy.hasFailed { return nil }
  }

  /// Whether bytes of the request may have reached the server: true from the moment the connection stands.
  var mayHaveBeenSent: Bool {
    easy.offset(CURLINFO_PRETRANSFER_TIME_T) > 0 || easy.long(CURLINFO_REQUEST_SIZE) > 0
  }

  /// What the waiting task gets, from curl's final word.
  func result(_ code: CURLcode) -> Result<HTTPResponse, HTTPError> {
    guard code == CURLE_OK, !collector.isOverfull else { return .failure(error(code)) }
    return .success(
      HTTPResponse(
        status: easy.long(CURLINFO_RESPONSE_CODE), headers: collector.headers, body: collector.body,
        version: version, elapsed: .microseconds(easy.offset(CURLINFO_TOTAL_TIME_T))))
  }

  private var version: String {
    switch easy.long(CURLINFO_HTTP_VERSION) {
    case Int(CURL_HTTP_VERSION_1_0): "1.0"
    case Int(CURL_HTTP_VERSION_2_0): "2"
    default: "1.1"
    }
  }

  private func error(_ code: CURLcode) -> HTTPError {
    let message = easy.message.isEmpty ? String(cString: curl_easy_strerror(code)) : easy.message
    let kind: HTTPError.Kind = collector.isOverfull ? .tooLarge : .init(code, message)
    let detail = kind == .tooLarge ? "more than \(collector.maximumBytes) bytes" : message
    return HTTPError(
      kind: kind, url: transfer.target.display, detail: detail, mayHaveBeenSent: mayHaveBeenSent)
  }
}

extension HTTPError.Kind {
  /// The kind of a curl result (`man libcurl-errors`).
  init(_ code: CURLcode, _ message: String) {
    switch code {
    case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY: self = .resolve
    case CURLE_COULDNT_CONNECT, CURLE_INTERFACE_FAILED, CURLE_PROXY: self = .connect
    case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER,
      CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_CRL_BADFILE, CURLE_USE_SSL_FAILED,
      CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_PINNEDPUBKEYNOTMATCH, CURLE_SSL_CLIENTCERT,
      CURLE_SSL_ENGINE_INITFAILED:
      self = .tls
    case CURLE_OPERATION_TIMEDOUT:
      // The code is the same for both; the words are those of lib/speedcheck.c.
      self = message.hasPrefix("Operation too slow") ? .stalled : .timeout
    case CURLE_FILESIZE_EXCEEDED: self = .tooLarge
    case CURLE_RECV_ERROR where message.contains("alert") && message.contains("certificate"):
      // In TLS 1.3 a server refuses a certificate, or the want of one, when the handshake is over for us.
      self = .tls
    case CURLE_GOT_NOTHING, CURLE_RECV_ERROR, CURLE_SEND_ERROR: self = .reset
    case CURLE_PARTIAL_FILE, CURLE_HTTP2_STREAM: self = .truncated
    default: self = .protocol
    }
  }
}
