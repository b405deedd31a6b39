import Foundation
import JSON
import Simulator

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
  FileHandle.standardOutput.write(Data("ready \(try simulator.start())\n".utf8))
} catch {
  FileHandle.standardError.write(Data("n8n-sim: \(error)\n".utf8))
  exit(1)
}
await Termination.wait()
simulator.stop()
