import CMalloc

/// What the process keeps of memory that it does not need any more.
enum ProcessMemory {
  /// Has glibc give large blocks back to the system at once, and keep one heap for all threads (mallopt(3)).
  ///
  /// A sync holds pages of megabytes, one after the other. Left to itself glibc keeps a heap for each thread and blocks
  /// of up to 32 MB for reuse, so that the memory of a sync grows with the instance (docs/performance.md).
  static func giveBack() { cmalloc_give_back(1, 64 * 1024, 128 * 1024) }
}
