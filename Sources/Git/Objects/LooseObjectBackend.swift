import CGit2

/// Gives libgit2 the loose objects that ``LooseObject`` reads, before its own reader comes to see them.
final class LooseObjectBackend {
  private let folder: String

  /// Before libgit2's own backends, which have priorities of 1 and 2 (odb.h).
  private static let priority: Int32 = 10

  private init(folder: String) { self.folder = folder }

  /// Puts a backend for the objects in `folder` into the database `objects`, which becomes its owner.
  static func add(to objects: OpaquePointer, folder: String) throws(GitError) {
    let memory = UnsafeMutablePointer<cgit2_odb_backend>.allocate(capacity: 1)
    memory.initialize(to: cgit2_odb_backend())
    memory.pointee.owner = Unmanaged.passRetained(LooseObjectBackend(folder: folder)).toOpaque()
    memory.pointee.base.version = UInt32(GIT_ODB_BACKEND_VERSION)
    memory.pointee.base.read = { data, size, kind, backend, oid in
      LooseObjectBackend.from(backend).read(data, size, kind, backend, oid)
    }
    memory.pointee.base.read_header = { size, kind, backend, oid in
      LooseObjectBackend.from(backend).readHeader(size, kind, oid)
    }
    memory.pointee.base.free = { LooseObjectBackend.free($0) }
    let backend = UnsafeMutableRawPointer(memory).assumingMemoryBound(to: git_odb_backend.self)
    let status = git_odb_add_backend(objects, backend, priority)
    guard status == 0 else {
      free(backend)
      throw LibGit2.error(status, "open the object database")
    }
  }

  private static func from(_ backend: UnsafeMutablePointer<git_odb_backend>?) -> LooseObjectBackend {
    guard let backend else { preconditionFailure("libgit2 hands back the backend it was given") }
    let memory = UnsafeMutableRawPointer(backend).assumingMemoryBound(to: cgit2_odb_backend.self)
    return Unmanaged.fromOpaque(memory.pointee.owner).takeUnretainedValue()
  }

  private static func free(_ backend: UnsafeMutablePointer<git_odb_backend>?) {
    guard let backend else { return }
    let memory = UnsafeMutableRawPointer(backend).assumingMemoryBound(to: cgit2_odb_backend.self)
    Unmanaged<LooseObjectBackend>.fromOpaque(memory.pointee.owner).release()
    memory.deallocate()
  }

  private func object(_ oid: UnsafePointer<git_oid>?) throws(GitError) -> LooseObject? {
    guard let hex = OID(oid)?.hex else { return nil }
    return try LooseObject(path: "\(folder)/\(hex.prefix(2))/\(hex.dropFirst(2))")
  }

  private func read(
    _ data: UnsafeMutablePointer<UnsafeMutableRawPointer?>?, _ size: UnsafeMutablePointer<Int>?,
    _ kind: UnsafeMutablePointer<git_object_t>?, _ backend: UnsafeMutablePointer<git_odb_backend>?,
    _ oid: UnsafePointer<git_oid>?
  ) -> Int32 {
    do throws(GitError) {
      guard let object = try object(oid) else { return GIT_ENOTFOUND.rawValue }
      guard let content = object.content() else { return fail("the object's file is damaged") }
      // One byte more, so that there is memory even for nothing; libgit2's own backends do the same.
      guard let memory = git_odb_backend_data_alloc(backend, content.count + 1) else {
        return fail("no memory")
      }
      content.withUnsafeBytes { source in
        if let start = source.baseAddress { memory.copyMemory(from: start, byteCount: source.count) }
      }
      data?.pointee = memory
      size?.pointee = content.count
      kind?.pointee = object.kind.libgit2
      return 0
    } catch {
      return fail(error.description)
    }
  }

  private func readHeader(
    _ size: UnsafeMutablePointer<Int>?, _ kind: UnsafeMutablePointer<git_object_t>?,
    _ oid: UnsafePointer<git_oid>?
  ) -> Int32 {
    do throws(GitError) {
      guard let object = try object(oid) else { return GIT_ENOTFOUND.rawValue }
      size?.pointee = object.size
      kind?.pointee = object.kind.libgit2
      return 0
    } catch {
      return fail(error.description)
    }
  }

  private func fail(_ detail: String) -> Int32 {
    git_error_set_str(Int32(GIT_ERROR_ODB.rawValue), detail)
    return GIT_ERROR.rawValue
  }
}

extension ObjectKind {
  /// The kind as libgit2 has it.
  fileprivate var libgit2: git_object_t { git_object_t(Int32(packNumber)) }
}
