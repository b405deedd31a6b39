internal import CCurl

/// libcurl's process-wide set-up, which C asks for and which has no owner smaller than the process.
enum CurlLibrary {
  /// Set up once, by whoever asks first; Swift makes that safe between threads.
  static let isReady: Bool = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK
}
