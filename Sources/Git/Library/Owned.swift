/// The only owner of a C object: frees it when it goes out of scope.
struct Owned: ~Copyable {
  /// The object, valid as long as its owner.
  let pointer: OpaquePointer
  private let release: (OpaquePointer) -> Void

  /// Takes the object that `make` stores, or throws the error its status stands for.
  init(
    _ operation: @autoclosure () -> String, releasedBy release: @escaping (OpaquePointer) -> Void,
    make: (inout OpaquePointer?) -> Int32
  ) throws(GitError) {
    var made: OpaquePointer?
    try LibGit2.check(make(&made), operation())
    guard let made else {
      throw GitError(.other, operation: operation(), detail: "libgit2 answered with nothing")
    }
    pointer = made
    self.release = release
  }

  deinit { release(pointer) }
}
