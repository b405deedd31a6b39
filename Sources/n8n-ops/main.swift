import Terminal

#if canImport(Glibc)
  import Glibc
#endif

Console.ignoreBrokenPipes()
let runner = CommandLineRunner(root: Root.self, version: Root.version)
let code = await runner.run(Array(CommandLine.arguments.dropFirst()), .process())
exit(code.rawValue)
