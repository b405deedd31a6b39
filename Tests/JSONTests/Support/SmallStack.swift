import Foundation

/// Runs `body` on a thread with a stack of `size` bytes and gives its result.
func onStack<Result: Sendable>(ofBytes size: Int, _ body: @escaping @Sendable () -> Result) -> Result? {
  let box = Box<Result>()
  let done = DispatchSemaphore(value: 0)
  let thread = Thread {
    box.value = body()
    done.signal()
  }
  thread.stackSize = size
  thread.start()
  done.wait()
  return box.value
}

/// Passes a value from one thread to another; the semaphore orders the two accesses.
private final class Box<Value>: @unchecked Sendable {
  var value: Value?
}
