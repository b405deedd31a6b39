// libFuzzer's input: the bytes are one or two workflows, split at the first NUL, that go through parser, portable form,
// hash, diff and merge. A broken law traps, which libFuzzer reports with the input.
//
//   make fuzz

import Glibc
import Governance
import JSON

@_silgen_name("LLVMFuzzerRunDriver")
func runFuzzer(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ test: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

let policy = try BuiltIn.normalization()
let risk = try BuiltIn.risk()

func test(_ bytes: [UInt8]) {
  let parts = bytes.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false).map { Array($0) }
  guard let one = parts.first.flatMap({ try? JSON(parsing: $0) }) else { return }
  let other = parts.count > 1 ? (try? JSON(parsing: parts[1])) ?? one : one
  check(one, other)
}

func check(_ one: JSON, _ other: JSON) {
  func portable(_ json: JSON) -> JSON {
    PortableForm.portable(from: json, mappings: EnvironmentMappings(), policy: policy).workflow
  }
  let old = portable(one)
  let new = portable(other)
  precondition(portable(old) == old, "the portable form of a portable form is another one")
  let diff = WorkflowDiff.between(old, new, policy: policy, risk: risk)
  let isSame = ContentHash.hash(of: old, policy: policy) == ContentHash.hash(of: new, policy: policy)
  precondition(isSame == diff.isCosmetic, "hash and diff disagree")
  let merge = WorkflowMerge.merge(base: old, ours: new, theirs: old)
  precondition(merge.workflow == new, "merging nothing changed something")
}

@_cdecl("LLVMFuzzerTestOneInput")
func testOne(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  test([UInt8](UnsafeBufferPointer(start: start, count: count)))
  return 0
}

var count = CommandLine.argc
var arguments = CommandLine.unsafeArgv
exit(runFuzzer(&count, &arguments, testOne))
