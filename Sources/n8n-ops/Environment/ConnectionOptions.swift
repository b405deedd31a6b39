import Governance
import Operations
import Terminal

/// How an instance is reached, where that differs from the usual.
struct ConnectionOptions: ParsableArguments {
  @Option(help: "PEM file with the certificate authorities to trust for it.", completion: .file)
  var caFile: String?
  @Option(help: "PEM file with the certificate to show to it (mutual TLS).", completion: .file)
  var clientCertificate: String?
  @Option(help: "Where the key of that certificate is: file:PATH or systemd:NAME.") var clientKeyFrom: String?
  @Option(help: "Seconds that a request may take as a whole; else 120.") var timeout: Int?
  @Option(help: "Seconds for which nothing may arrive; else 30.") var stallTimeout: Int?
  @Flag(
    name: .customLong("allow-plain-http"),
    help: "Let plain http go to another machine: the key then passes every router in the clear.")
  var allowPlainHTTP = false

  mutating func validate() throws {
    if (clientCertificate == nil) != (clientKeyFrom == nil) {
      throw ValidationError("--client-certificate and --client-key-from belong together")
    }
    for (option, seconds) in [("--timeout", timeout), ("--stall-timeout", stallTimeout)] {
      if let seconds, !(1...3600).contains(seconds) {
        throw ValidationError("\(option) is 1 to 3600 seconds")
      }
    }
  }

  /// Whether any of them is given.
  var isGiven: Bool {
    caFile != nil || clientCertificate != nil || timeout != nil || stallTimeout != nil || allowPlainHTTP
  }

  /// The settings with what is given in the place of what was.
  func settings(over known: ConnectionSettings?, in folder: String) throws(OpsError) -> ConnectionSettings? {
    var settings = known ?? ConnectionSettings()
    if let caFile { settings.caFile = absolute(caFile, in: folder) }
    if let clientCertificate, let clientKeyFrom {
      settings.clientCertificate = .init(
        certificate: absolute(clientCertificate, in: folder),
        key: try keyReference(clientKeyFrom, "--client-key-from"))
    }
    if let timeout { settings.totalSeconds = timeout }
    if let stallTimeout { settings.stallSeconds = stallTimeout }
    if allowPlainHTTP { settings.allowPlainHTTP = true }
    return settings.ifAny
  }
}
