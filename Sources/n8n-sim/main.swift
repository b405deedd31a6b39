import Glibc
import Terminal

Console.ignoreBrokenPipes()
// Both are watched for below; without this they would end the process before it can stop cleanly.
signal(SIGINT, SIG_IGN)
signal(SIGTERM, SIG_IGN)
let runner = CommandLineRunner(root: SimulateCommand.self, version: SimulateCommand.version)
let code = await runner.run(Array(CommandLine.arguments.dropFirst()), .process())
exit(code.rawValue)
