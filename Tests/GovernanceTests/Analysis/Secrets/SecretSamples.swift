import JSON
import RulesLaws
import TestSupport

@testable import Governance

/// Made-up secrets, put together when they are asked for, so that none stands in a file.
enum SecretSamples {
  static let letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
  static let upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
  static let hexadecimal = "0123456789abcdef"

  /// Characters that look random; the same for the same count.
  static func random(_ count: Int, _ alphabet: String = letters, seed: UInt64 = 0) -> String {
    var generator = SeededGenerator(seed: UInt64(count) &+ seed &* 1_000)
    let characters = Array(alphabet)
    return String((0..<count).map { _ in generator.pick(characters) })
  }

  /// An identifier; the same for the same seed.
  static func uuid(_ seed: UInt64) -> String {
    [8, 4, 4, 4, 12].map { random($0, hexadecimal, seed: seed) }.joined(separator: "-")
  }

  /// One secret of each format, by detector.
  static func issued(seed: UInt64 = 0) -> [(detector: String, secret: String)] {
    TokenFormat.all.map { format in
      let alphabet = letters.utf8.filter(format.alphabet.contains).map { Character(UnicodeScalar($0)) }
      var body = random(format.length.lowerBound, String(alphabet), seed: seed)
      if format.dots == 1 {
        let middle = body.index(body.startIndex, offsetBy: 14)
        body.replaceSubrange(middle...middle, with: ".")
      }
      return (format.detector, String(decoding: format.prefix, as: UTF8.self) + body)
    }
  }

  static var privateKey: String {
    let lines = (0..<6).map { random(64, seed: UInt64($0)) }.joined(separator: "\n")
    return "-----BEGIN " + "RSA PRIVATE KEY-----\n\(lines)\n-----END RSA PRIVATE KEY-----"
  }

  static var jsonWebToken: String { "eyJ" + random(30) + ".eyJ" + random(40) + "." + random(43) }

  /// Forms that are no prefix with a number of characters.
  static var formed: [(detector: String, secret: String)] {
    [
      ("private-key", privateKey),
      ("private-key", "-----BEGIN " + "PRIVATE KEY-----\n\(random(64))\n-----END PRIVATE KEY-----"),
      ("json-web-token", jsonWebToken), ("telegram-token", "1234567890:" + random(35)),
      ("discord-token", "M" + random(23) + "." + random(6, seed: 4) + "." + random(38)),
      ("azure-secret", "aB3" + "8Q~" + random(34)),
    ]
  }

  /// What a scan of one parameter finds.
  static func findings(_ parameters: JSON, type: String = "n8n-nodes-base.httpRequest") -> [SecretFinding] {
    let workflow: JSON = ["nodes": [["name": "N", "type": .string(type), "parameters": parameters]]]
    return SecretScanner(nodes: Fixture.normalization.nodes).findings(in: workflow)
  }

  /// Detectors and texts of what a scan of one text finds.
  static func found(in text: String) -> [[String]] {
    findings(["text": .string(text)]).map { finding in
      [finding.detector, String(decoding: Array(text.utf8)[finding.range], as: UTF8.self)]
    }
  }
}
