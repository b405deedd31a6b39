internal import CCurl

/// Owns one easy handle, its header list and its error text.
final class EasyHandle {
  let handle: UnsafeMutableRawPointer
  private(set) var hasFailed = false
  private var list: UnsafeMutablePointer<curl_slist>?
  private let errorText: UnsafeMutablePointer<CChar>
  private static let errorSize = Int(CURL_ERROR_SIZE)

  init?() {
    guard let handle = curl_easy_init() else { return nil }
    self.handle = handle
    errorText = .allocate(capacity: Self.errorSize)
    errorText.initialize(repeating: 0, count: Self.errorSize)
    note(ccurl_set_pointer(handle, CURLOPT_ERRORBUFFER, errorText))
    note(ccurl_set_close_on_exec(handle))
  }

  deinit {
    curl_easy_cleanup(handle)
    curl_slist_free_all(list)
    errorText.deallocate()
  }

  /// What curl says about the failure; empty when it says nothing.
  var message: String { String(cString: errorText) }

  func set(_ option: CURLoption, _ value: Int) { note(ccurl_set_long(handle, option, value)) }

  func set(_ option: CURLoption, _ value: String) {
    // A NUL would cut the string short for C, and something else would be used than was checked.
    guard !value.utf8.contains(0) else { return note(CURLE_BAD_FUNCTION_ARGUMENT) }
    note(ccurl_set_string(handle, option, value))
  }

  func set(body: [UInt8]) {
    note(ccurl_set_offset(handle, CURLOPT_POSTFIELDSIZE_LARGE, Int64(body.count)))
    body.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return set(CURLOPT_COPYPOSTFIELDS, "") }
      note(ccurl_set_pointer(handle, CURLOPT_COPYPOSTFIELDS, UnsafeMutableRawPointer(mutating: base)))
    }
  }

  func set(maximumBytes: Int) {
    note(ccurl_set_offset(handle, CURLOPT_MAXFILESIZE_LARGE, Int64(maximumBytes)))
  }

  func set(headerLines lines: [String]) {
    for line in lines {
      guard let longer = curl_slist_append(list, line) else { return note(CURLE_OUT_OF_MEMORY) }
      list = longer
    }
    note(ccurl_set_list(handle, CURLOPT_HTTPHEADER, list))
  }

  /// Sends what arrives to the collector, which must live as long as the handle.
  func deliver(to collector: ResponseCollector) {
    let context = Unmanaged.passUnretained(collector).toOpaque()
    note(ccurl_set_pointer(handle, CURLOPT_WRITEDATA, context))
    note(ccurl_set_pointer(handle, CURLOPT_HEADERDATA, context))
    note(
      ccurl_set_callback(handle, CURLOPT_WRITEFUNCTION) { bytes, size, count, context in
        take(bytes, size * count, context) { $0.take(body: $1) }
      })
    note(
      ccurl_set_callback(handle, CURLOPT_HEADERFUNCTION) { bytes, size, count, context in
        take(bytes, size * count, context) { $0.take(header: $1) }
      })
  }

  func long(_ info: CURLINFO) -> Int {
    var value = 0
    return ccurl_get_long(handle, info, &value) == CURLE_OK ? value : 0
  }

  func offset(_ info: CURLINFO) -> Int {
    var value: curl_off_t = 0
    return ccurl_get_offset(handle, info, &value) == CURLE_OK ? Int(value) : 0
  }

  private func note(_ code: CURLcode) {
    if code != CURLE_OK { hasFailed = true }
  }
}

/// Hands curl's bytes to the collector; fewer taken than given stops the transfer.
private func take(
  _ bytes: UnsafeMutablePointer<CChar>?, _ count: Int, _ context: UnsafeMutableRawPointer?,
  _ deliver: (ResponseCollector, UnsafeRawBufferPointer) -> Bool
) -> Int {
  guard let bytes, let context, count > 0 else { return 0 }
  let collector = Unmanaged<ResponseCollector>.fromOpaque(context).takeUnretainedValue()
  return deliver(collector, UnsafeRawBufferPointer(start: bytes, count: count)) ? count : 0
}
