import Terminal

#if canImport(Glibc)
  import Glibc
#endif

ProcessMemory.giveBack()
Console.ignoreBrokenPipes()
let code = await Root.runner.run(Array(CommandLine.arguments.dropFirst()), .process())
exit(code.rawValue)
