/// A stack whose upper part can be moved out as an array of exactly its size, without copying an element.
struct MoveStack<Element>: ~Copyable {
  private var base: UnsafeMutablePointer<Element>
  private var capacity: Int
  private(set) var count = 0

  init(capacity: Int) {
    self.capacity = max(capacity, 1)
    base = .allocate(capacity: self.capacity)
  }

  deinit {
    base.deinitialize(count: count)
    base.deallocate()
  }

  /// The uppermost element; there must be one.
  var top: Element {
    get {
      precondition(count > 0)
      return base[count - 1]
    }
    _modify {
      precondition(count > 0)
      yield &base[count - 1]
    }
  }

  /// The elements from `start` on, while `body` runs.
  func withElements<Result>(from start: Int, _ body: (UnsafeBufferPointer<Element>) -> Result) -> Result {
    precondition(start >= 0 && start <= count)
    return body(UnsafeBufferPointer(start: base + start, count: count - start))
  }

  mutating func push(_ element: consuming Element) {
    if count == capacity { grow() }
    (base + count).initialize(to: element)
    count += 1
  }

  /// Drops the elements from `start` on.
  mutating func drop(from start: Int) {
    precondition(start >= 0 && start <= count)
    (base + start).deinitialize(count: count - start)
    count = start
  }

  /// Moves the elements from `start` on into an array.
  mutating func pop(from start: Int) -> [Element] {
    precondition(start >= 0 && start <= count)
    let size = count - start
    let source = base + start
    count = start
    return Array(unsafeUninitializedCapacity: size) { target, initialized in
      target.baseAddress?.moveInitialize(from: source, count: size)
      initialized = size
    }
  }

  @inline(never)
  private mutating func grow() {
    let larger = UnsafeMutablePointer<Element>.allocate(capacity: capacity * 2)
    larger.moveInitialize(from: base, count: count)
    base.deallocate()
    base = larger
    capacity *= 2
  }
}
