import Foundation
import Testing

@testable import JSON

@Suite("Real workflows", .enabled(if: Shared.isPresent, "needs ../shared"))
struct CorpusTests {
  @Test("Every workflow survives every format", arguments: JSONFormat.allCases)
  func roundTrip(_ format: JSONFormat) throws {
    let corpus = try Shared.corpus
    #expect(corpus.count > 50)
    for (name, bytes) in corpus {
      let value = try JSON(parsing: bytes)
      let written = value.bytes(format)
      let again = try JSON(parsing: written)
      #expect(again.bytes(format) == written, "\(name)")
      if format != .canonical { #expect(again == value, "\(name)") }
    }
  }

  @Test("Foundation reads the same from what is written as from the source")
  func foundation() throws {
    for (name, bytes) in try Shared.corpus {
      let source = try JSONSerialization.jsonObject(with: Data(bytes)) as? NSObject
      for format in [JSONFormat.compact, .canonical] {
        let written = try JSON(parsing: bytes).bytes(format)
        #expect(try JSONSerialization.jsonObject(with: Data(written)) as? NSObject == source, "\(name)")
      }
    }
  }
}
