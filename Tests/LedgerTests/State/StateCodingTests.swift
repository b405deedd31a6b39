import Governance
import JSON
import Testing

@testable import Ledger

@Suite("State files and their bytes")
struct StateCodingTests {
  @Test("reading and writing an unchanged file gives the same bytes", arguments: SampleState.all)
  func roundTrip(_ sample: SampleState.Sample) throws {
    let bytes = try sample.bytes()
    #expect(try sample.rewritten(bytes) == bytes)
  }

  @Test("they are written one way: keys sorted, two spaces, final newline", arguments: SampleState.all)
  func form(_ sample: SampleState.Sample) throws {
    let bytes = try sample.bytes()
    #expect(try JSON(parsing: bytes).bytes(.prettySorted) == bytes)
    #expect(bytes.last == UInt8(ascii: "\n"))
  }

  @Test("the reference to the schema leads from the file to state/schemas", arguments: SampleState.all)
  func schema(_ sample: SampleState.Sample) throws {
    let reference = try #require(try JSON(parsing: sample.bytes())["$schema"]?.stringValue)
    var place = sample.path.split(separator: "/").dropLast().map(String.init)
    for part in reference.split(separator: "/").map(String.init) {
      if part == ".." { place.removeLast() } else { place.append(part) }
    }
    #expect(place.joined(separator: "/") == "state/schemas/\(sample.schema).schema.json")
  }

  @Test(
    "members in another order, other white space and another $schema are read all the same",
    arguments: SampleState.all)
  func handwritten(_ sample: SampleState.Sample) throws {
    var json = try JSON(parsing: sample.bytes())
    json.set("elsewhere.json", at: try JSONPointer("/$schema"))
    let reversed = JSONObject((json.objectValue ?? JSONObject()).reversed().map { ($0.key, $0.value) })
    #expect(try sample.rewritten(JSON.object(reversed).bytes(.compact)) == sample.bytes())
  }

  @Test("a wrong value is told with the file and its place in it", arguments: SampleState.all)
  func wrongValue(_ sample: SampleState.Sample) throws {
    for (key, _) in try JSON(parsing: sample.bytes()).objectValue ?? [:] where key != "$schema" {
      var json = try JSON(parsing: sample.bytes())
      if key == "document" || key == "capabilities" { continue }
      json.set(["never": ["right"]], at: JSONPointer().appending(key))
      let error = #expect(throws: OpsError.self) { try sample.read(json.bytes(.pretty)) }
      #expect(error?.place == sample.path)
      #expect(error?.why?.contains("/\(key)") == true, "\(key): \(error?.why ?? "")")
      #expect(error?.remedy != nil)
    }
  }

  @Test(
    "what is no JSON, or no object, is told with the file",
    arguments: ["", "{", "[]", "{\"a\": 1,}", "<html>", "\u{FEFF}{}"])
  func noJSON(_ text: String) {
    let error = #expect(throws: OpsError.self) {
      try StateCoding.value(Tenant.self, from: Array(text.utf8), at: "state/tenants/acme/tenant.json")
    }
    #expect(error?.place == "state/tenants/acme/tenant.json")
    #expect(error?.why?.isEmpty == false)
  }

  @Test("a bad key in a table of environments is told with its place")
  func badKey() throws {
    let json: JSON = ["name": "A", "mappings": ["../x": ["id": "1", "status": "LINKED"]]]
    let error = #expect(throws: OpsError.self) {
      try StateCoding.value(CanonicalWorkflow.self, from: json.bytes(.pretty), at: "w.json")
    }
    #expect(error?.why?.contains("/mappings") == true)
  }
}
