import Foundation
import Governance
import HTTPServer
import JSON
import Terminal

/// `preview`: serves a built site on this machine.
struct PreviewCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "preview", abstract: "Serve a built site on this machine, to look at it in a browser.",
    examples: [Example(command: "n8n-ops preview ./site --port 8080", says: "At http://127.0.0.1:8080/.")])

  @Argument(help: "The folder of the site.", completion: .directory) var folder = "./site"
  @Option(help: "The port; 0 takes a free one.") var port = 8080
  @OptionGroup var format: OutputOption

  mutating func run(_ context: CommandContext) async throws {
    let files = SiteFiles(folder: absolute(folder, in: context.workingDirectory))
    guard files.read("index.html") != nil else {
      throw OpsError(
        "There is no site", at: folder, because: "it has no index.html",
        remedy: "n8n-ops site build --out \(folder)")
    }
    let server: HTTPServer
    do {
      server = try HTTPServer(host: "127.0.0.1", port: port) { files.answer($0) }
    } catch {
      throw OpsError(
        "The port cannot be used", at: "\(port)", because: "\(error)", remedy: "Choose another with --port.")
    }
    defer { server.stop() }
    Output(console: context.console, isJSON: format.json).show(["url": .string("\(server.url)/")]) {
      $0.print("\(server.url)/  (Ctrl-C ends it)")
    }
    context.console.flush()
    while !Task.isCancelled { try await Task.sleep(for: .seconds(3600)) }
  }
}

/// The files of a site, read when they are asked for. Nothing outside the folder is ever read.
struct SiteFiles: Sendable {
  let folder: String

  func answer(_ request: ServerRequest) -> ServerResponse {
    guard request.method == "GET" || request.method == "HEAD" else {
      return ServerResponse(status: 405, type: "text/plain; charset=utf-8", text: "Only GET.\n")
    }
    var segments = request.segments
    if segments.last?.isEmpty ?? true { segments = segments.dropLast() + ["index.html"] }
    let isSafe = segments.allSatisfy { segment in
      !segment.isEmpty && !segment.hasPrefix(".") && !segment.contains("/") && !segment.utf8.contains(0)
    }
    let path = segments.joined(separator: "/")
    guard isSafe, let bytes = read(path) else {
      return ServerResponse(status: 404, type: "text/plain; charset=utf-8", text: "There is no such page.\n")
    }
    return ServerResponse(
      status: 200, headers: [("Content-Type", type(of: path)), ("X-Content-Type-Options", "nosniff")],
      body: .bytes(bytes))
  }

  /// The bytes of a file below the folder; a symbolic link that leads out of it is not followed.
  func read(_ path: String) -> [UInt8]? {
    let root = URL(fileURLWithPath: folder).resolvingSymlinksInPath().path
    let file = URL(fileURLWithPath: "\(folder)/\(path)").resolvingSymlinksInPath()
    guard file.path.hasPrefix("\(root)/"), let data = try? Data(contentsOf: file) else { return nil }
    return Array(data)
  }

  private func type(of path: String) -> String {
    switch path.split(separator: ".").last {
    case "html": "text/html; charset=utf-8"
    case "css": "text/css; charset=utf-8"
    case "js": "text/javascript; charset=utf-8"
    case "svg": "image/svg+xml"
    case "json": "application/json"
    case "md": "text/markdown; charset=utf-8"
    default: "application/octet-stream"
    }
  }
}
