import Foundation
import JSON
import Simulator

setvbuf(stdout, nil, _IOLBF, 0)
signal(SIGINT, SIG_IGN)
signal(SIGTERM, SIG_IGN)

let arguments = Arguments(CommandLine.arguments.dropFirst())
guard let arguments else {
  FileHandle.standardError.write(Data(Arguments.usage.utf8))
  exit(64)
}
let simulator = Simulator(arguments.configuration)
do {
  for folder in arguments.folders { try load(folder, into: simulator, active: arguments.isActive) }
  for fault in arguments.faults { simulator.inject(fault) }
  print("ready \(try simulator.start())")
} catch {
  FileHandle.standardError.write(Data("n8n-sim: \(error)\n".utf8))
  exit(1)
}
await Termination.wait()
simulator.stop()
