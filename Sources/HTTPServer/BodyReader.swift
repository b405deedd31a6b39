internal import CMicroHTTPD
internal import Dispatch

/// What a body's source has for the network at the moment.
enum BodyPiece {
  /// So many bytes were written.
  case wrote(Int)
  /// The body is complete.
  case end
  /// The connection must break.
  case broken
  /// Nothing yet: `wake` is to be called once with what ends the wait.
  case wait(_ wake: @Sendable (@escaping @Sendable () -> Void) -> Void)
}

/// Gives the bytes of one response, on the connection's own thread.
protocol BodySource: AnyObject, Sendable {
  func read(at position: Int, into buffer: UnsafeMutableRawBufferPointer) -> BodyPiece
  /// The response is over, for whatever reason.
  func close()
}

/// The value behind libmicrohttpd's content reader: a source, and the connection it suspends while the source has nothing.
final class BodyReader: Sendable {
  private let source: any BodySource
  private let connection: ConnectionHandle
  private let suspensions: Suspensions

  init(_ source: any BodySource, connection: ConnectionHandle, suspensions: Suspensions) {
    self.source = source
    self.connection = connection
    self.suspensions = suspensions
  }

  /// A response that asks this reader for its body. `size` nil: the length is not known.
  func makeResponse(size: Int?) -> OpaquePointer? {
    let context = Unmanaged.passRetained(self)
    let response = MHD_create_response_from_callback(
      size.map { UInt64($0) } ?? mhd_size_unknown, 32_768,
      { context, position, buffer, length in
        guard let context, let buffer else { return mhd_end_with_error }
        return Unmanaged<BodyReader>.fromOpaque(context).takeUnretainedValue()
          .read(at: Int(position), into: UnsafeMutableRawBufferPointer(start: buffer, count: length))
      }, context.toOpaque(),
      { context in
        guard let context else { return }
        Unmanaged<BodyReader>.fromOpaque(context).takeRetainedValue().source.close()
      })
    if response == nil { context.release() }
    return response
  }

  private func read(at position: Int, into buffer: UnsafeMutableRawBufferPointer) -> Int {
    switch source.read(at: position, into: buffer) {
    case .wrote(let count): return count
    case .end: return mhd_end_of_stream
    case .broken: return mhd_end_with_error
    case .wait(let wake):
      guard let token = suspensions.suspend(connection) else { return mhd_end_with_error }
      wake { [suspensions] in suspensions.resume(token) }
      return 0
    }
  }
}
