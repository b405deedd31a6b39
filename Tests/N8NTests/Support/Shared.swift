import Foundation
import JSON
import N8N
import Testing

/// The reference folder beside the package; tests that need it are left out where it is missing.
enum Shared {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().appending(
      path: "shared")

  static var isPresent: Bool {
    FileManager.default.fileExists(atPath: folder.appending(path: "n8n/recordings").path)
  }

  static let releases = ["1.123.81", "2.14.2", "2.30.8", "2.40.7"]

  static func bytes(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: folder.appending(path: path)))
  }

  /// The OpenAPI document of a recorded release; each is read once for all tests.
  static func specification(_ release: String) throws -> Specification {
    try #require(specifications[release])
  }

  /// The recorded exchanges of a release; each recording is read once for all tests.
  static func exchanges(_ release: String) throws -> [Exchange] { try #require(recordings[release]) }

  private static let specifications = Dictionary(
    uniqueKeysWithValues: releases.compactMap { release in
      (try? bytes("n8n/recordings/\(release)/openapi.yml")).flatMap(Specification.init).map { (release, $0) }
    })

  private static let recordings = Dictionary(
    uniqueKeysWithValues: releases.compactMap { release in
      (try? Exchange.all(release)).map { (release, $0) }
    })
}
