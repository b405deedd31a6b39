/// What a request's body may be: the part of JSON Schema that n8n's public API uses. It checks bodies, and openapi.yml is written from it.
indirect enum Schema: Sendable {
  /// Anything.
  case any
  /// A string; where values are given, one of them.
  case string([String] = [])
  case number
  case integer
  case boolean
  case array(Schema)
  /// An object. Not `isOpen`: other keys are refused.
  case object([Property], required: [String] = [], isOpen: Bool = false)
  /// The schema, or null.
  case nullable(Schema)
  /// Never accepted; the schema describes what answers have there.
  case readOnly(Schema)

  /// A key of an object.
  struct Property: Sendable {
    let name: String
    let schema: Schema

    init(_ name: String, _ schema: Schema) {
      self.name = name
      self.schema = schema
    }
  }
}
