import CGit2

/// Pushes to a repository on this machine through `git receive-pack`, and fetches from one through `git upload-pack`, as
/// git itself does.
///
/// libgit2's own local transport writes into the other repository without running its hooks, without comparing the
/// references under their locks, and without the checks of the receiving side (receive.denyCurrentBranch,
/// receive.denyNonFastForwards): a gate that stands on a hook would be open, and two pushes at once could lose one. When
/// it fetches, it packs what every tag points at, be it wanted or here already.
final class LocalTransport {
  private let path: String
  private var process: GitProcess?
  private var stream: UnsafeMutablePointer<git_smart_subtransport_stream>?
  private let owner: RemoteSession

  private init(_ session: RemoteSession) {
    owner = session
    path = session.url.localPath
  }

  /// Makes the transport for the session that libgit2 hands back as `payload`.
  static func makeTransport(
    _ output: UnsafeMutablePointer<UnsafeMutablePointer<git_transport>?>?, remote: OpaquePointer?,
    payload: UnsafeMutableRawPointer?
  ) -> Int32 {
    var definition = git_smart_subtransport_definition()
    definition.callback = { output, _, payload in
      guard let output else { return GIT_ERROR.rawValue }
      output.pointee = LocalTransport(RemoteSession.from(payload)).subtransport()
      return 0
    }
    definition.rpc = 0
    definition.param = payload
    return git_transport_smart(output, remote, &definition)
  }

  private func subtransport() -> UnsafeMutablePointer<git_smart_subtransport> {
    let memory = UnsafeMutablePointer<cgit2_subtransport>.allocate(capacity: 1)
    memory.initialize(to: cgit2_subtransport())
    memory.pointee.owner = Unmanaged.passRetained(self).toOpaque()
    memory.pointee.base.action = { output, subtransport, _, action in
      LocalTransport.from(subtransport).open(output, subtransport, action)
    }
    memory.pointee.base.close = { subtransport in
      LocalTransport.from(subtransport).process?.finish()
      return 0
    }
    memory.pointee.base.free = { subtransport in
      guard let subtransport else { return }
      subtransport.withMemoryRebound(to: cgit2_subtransport.self, capacity: 1) { memory in
        Unmanaged<LocalTransport>.fromOpaque(memory.pointee.owner).release()
        memory.deallocate()
      }
    }
    return UnsafeMutableRawPointer(memory).assumingMemoryBound(to: git_smart_subtransport.self)
  }

  private func makeStream(
    of subtransport: UnsafeMutablePointer<git_smart_subtransport>?
  ) -> UnsafeMutablePointer<git_smart_subtransport_stream> {
    let memory = UnsafeMutablePointer<cgit2_stream>.allocate(capacity: 1)
    memory.initialize(to: cgit2_stream())
    memory.pointee.owner = Unmanaged.passUnretained(self).toOpaque()
    memory.pointee.base.subtransport = subtransport
    memory.pointee.base.read = { stream, buffer, size, count in
      LocalTransport.from(stream).read(buffer, size, count)
    }
    memory.pointee.base.write = { stream, bytes, count in
      LocalTransport.from(stream).write(bytes, count)
    }
    memory.pointee.base.free = { stream in
      guard let stream else { return }
      let owner = LocalTransport.from(stream)
      owner.process?.finish()
      owner.stream = nil
      UnsafeMutableRawPointer(stream).assumingMemoryBound(to: cgit2_stream.self).deallocate()
    }
    return UnsafeMutableRawPointer(memory).assumingMemoryBound(to: git_smart_subtransport_stream.self)
  }

  private static func from(_ subtransport: UnsafeMutablePointer<git_smart_subtransport>?) -> LocalTransport {
    guard let subtransport else { preconditionFailure("libgit2 hands back the subtransport it was given") }
    let memory = UnsafeMutableRawPointer(subtransport).assumingMemoryBound(to: cgit2_subtransport.self)
    return Unmanaged.fromOpaque(memory.pointee.owner).takeUnretainedValue()
  }

  private static func from(_ stream: UnsafeMutablePointer<git_smart_subtransport_stream>?) -> LocalTransport {
    guard let stream else { preconditionFailure("libgit2 hands back the stream it was given") }
    let memory = UnsafeMutableRawPointer(stream).assumingMemoryBound(to: cgit2_stream.self)
    return Unmanaged.fromOpaque(memory.pointee.owner).takeUnretainedValue()
  }
}

extension LocalTransport {
  private func open(
    _ output: UnsafeMutablePointer<UnsafeMutablePointer<git_smart_subtransport_stream>?>?,
    _ subtransport: UnsafeMutablePointer<git_smart_subtransport>?, _ action: git_smart_service_t
  ) -> Int32 {
    // Listing and sending are one conversation: the smart transport wants one stream for both.
    if stream == nil {
      do throws(GitError) {
        process = try GitProcess([Self.command(action), path])
      } catch {
        return owner.fail(error.kind, RemoteSession.connecting, error.detail)
      }
      stream = makeStream(of: subtransport)
    }
    output?.pointee = stream
    return 0
  }

  private static func command(_ action: git_smart_service_t) -> String {
    action == GIT_SERVICE_RECEIVEPACK_LS || action == GIT_SERVICE_RECEIVEPACK ? "receive-pack" : "upload-pack"
  }

  private func read(
    _ buffer: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: UnsafeMutablePointer<Int>?
  ) -> Int32 {
    guard let process, let buffer, let count else { return GIT_ERROR.rawValue }
    do throws(GitError) {
      count.pointee = try process.read(into: buffer, count: size)
    } catch {
      return ended(process, error.detail)
    }
    return count.pointee > 0 ? 0 : ended(process, "git ended early")
  }

  private func write(_ bytes: UnsafePointer<CChar>?, _ count: Int) -> Int32 {
    guard let process, let bytes else { return GIT_ERROR.rawValue }
    do throws(GitError) {
      try process.write(bytes, count: count)
      return 0
    } catch {
      return ended(process, error.detail)
    }
  }

  /// Notes why git does not speak with us any more, in its own words where it has left some.
  private func ended(_ process: GitProcess, _ seen: String) -> Int32 {
    let complaint = process.complaint()
    let kind: GitError.Kind =
      complaint.contains("does not appear to be a git repository")
      ? .notFound : complaint.contains("dubious ownership") ? .notOwned : .other
    return owner.fail(kind, "talk to", complaint.isEmpty ? seen : complaint)
  }
}
