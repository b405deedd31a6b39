import Foundation
import Testing

@testable import Terminal

@Suite("Writing to descriptors")
struct DescriptorSinkTests {
  @Test("more than a pipe holds arrives whole")
  func largeWrite() async {
    let pipe = Pipe()
    let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    let sink = DescriptorSink(descriptor: pipe.fileHandleForWriting.fileDescriptor)
    // A non-blocking pipe that is full makes write(2) fail with EAGAIN.
    _ = fcntl(sink.descriptor, F_SETFL, O_NONBLOCK)
    // Both ends block, and must not take the few threads that tests share.
    let writing = Task.detached {
      await onOwnThread {
        let accepted = sink.write(bytes)
        try? pipe.fileHandleForWriting.close()
        return accepted
      }
    }
    let read = await onOwnThread { Array(pipe.fileHandleForReading.readDataToEndOfFile()) }
    #expect(read == bytes)
    #expect(await writing.value)
  }

  @Test("a write to a reader that has gone says so and ends nothing")
  func brokenPipe() throws {
    Console.ignoreBrokenPipes()
    let pipe = Pipe()
    try pipe.fileHandleForReading.close()
    #expect(DescriptorSink(descriptor: pipe.fileHandleForWriting.fileDescriptor).write([1]) == false)
  }

  @Test("this process has an environment, a folder and a clock")
  func processContext() {
    let context = CommandContext.process()
    #expect(context.environment["PATH"] == ProcessInfo.processInfo.environment["PATH"])
    #expect(context.workingDirectory == FileManager.default.currentDirectoryPath)
    #expect(abs(Double(context.now()) / 1000 - Date().timeIntervalSince1970) < 5)
    #expect(context.console.elapsed() <= context.console.elapsed())
  }
}

/// Does something that blocks on a thread of its own.
private func onOwnThread<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async -> Value {
  await withCheckedContinuation { continuation in
    Thread.detachNewThread { continuation.resume(returning: body()) }
  }
}
