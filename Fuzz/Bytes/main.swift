// libFuzzer's input: the bytes are one or two workflows, split at the first NUL, that go through parser, portable form,
// hash, diff and merge. A broken law traps, which libFuzzer reports with the input.
//
//   make fuzz

import Glibc
import JSON
import RulesLaws

@_silgen_name("LLVMFuzzerRunDriver")
func runFuzzer(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ test: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

let laws = RuleLaws()

func test(_ bytes: [UInt8]) {
  let parts = bytes.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false).map { Array($0) }
  guard let one = parts.first.flatMap({ try? JSON(parsing: $0) }) else { return }
  let other = parts.count > 1 ? (try? JSON(parsing: parts[1])) ?? one : one
  let broken = laws.broken(by: one, other) + laws.broken(merging: one, other, one)
  precondition(broken.isEmpty, broken.joined(separator: "; "))
}

@_cdecl("LLVMFuzzerTestOneInput")
func testOne(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  test([UInt8](UnsafeBufferPointer(start: start, count: count)))
  return 0
}

var count = CommandLine.argc
var arguments = CommandLine.unsafeArgv
exit(runFuzzer(&count, &arguments, testOne))
