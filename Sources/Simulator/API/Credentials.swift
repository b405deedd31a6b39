internal import JSON

extension Instance {
  /// GET /credentials: newest first.
  func listCredentials(_ call: Call) throws(Refusal) -> Answer {
    let newestFirst = Array(credentials.reversed())
    return try page(of: newestFirst.count, call) { range in .array(newestFirst[range].map(listItem)) }
  }

  /// GET /credentials/{id}.
  func readCredential(_ call: Call) throws(Refusal) -> Answer {
    Answer(rendered(credentials[try credentialIndex(call.id)]))
  }

  /// POST /credentials. The data are checked and forgotten.
  mutating func createCredential(_ call: Call) throws(Refusal) -> Answer {
    let schema = Schema.object(
      [.init("name", .string()), .init("type", .string()), .init("data", .object([], isOpen: true))],
      required: ["name", "type", "data"], isOpen: true)
    try check(call.body, by: schema)
    try checkCredential(type: call.body["type"]?.stringValue ?? "", data: call.body["data"])
    let credential = addCredential(
      type: call.body["type"]?.stringValue ?? "", name: call.body["name"]?.stringValue ?? "", now: call.now)
    return Answer(rendered(credential))
  }

  /// PATCH /credentials/{id}.
  mutating func updateCredential(_ call: Call) throws(Refusal) -> Answer {
    let index = try credentialIndex(call.id)
    let type = call.body["type"]?.stringValue ?? credentials[index].type
    try checkCredential(type: type, data: call.body["data"])
    credentials[index].type = type
    credentials[index].name = call.body["name"]?.stringValue ?? credentials[index].name
    credentials[index].updatedAt = call.now
    return Answer(rendered(credentials[index]))
  }

  /// DELETE /credentials/{id}. Workflows keep their references. Before 2.40.7 the answer has no id.
  mutating func deleteCredential(_ call: Call) throws(Refusal) -> Answer {
    let credential = credentials.remove(at: try credentialIndex(call.id))
    guard var object = rendered(credential).objectValue else { return Answer(.null) }
    if behaviour.identifiesDeletedCredential {
      object["usageScope"] = "project"
    } else {
      object["id"] = nil
    }
    return Answer(.object(object))
  }

  /// POST /credentials/{id}/test.
  func testCredential(_ call: Call) throws(Refusal) -> Answer {
    _ = try credentialIndex(call.id)
    return Answer(try behaviour.credentialTest.get())
  }

  /// PUT /credentials/{id}/transfer: there is no other project.
  func transferCredential(_ call: Call) throws(Refusal) -> Answer {
    _ = try credentialIndex(call.id)
    throw Refusal(
      behaviour.unknownThingStatus,
      "Could not find project with the id \"\(call.body["destinationProjectId"]?.stringValue ?? "")\". "
        + "Make sure you have the permission to create credentials in it.")
  }

  /// GET /credentials/schema/{credentialTypeName}.
  func readCredentialSchema(_ call: Call) throws(Refusal) -> Answer {
    guard let type = CredentialType(call.parameters["credentialTypeName"] ?? "") else { throw .notFound }
    return Answer(type.schema)
  }

  /// Makes a credential, without any check.
  mutating func addCredential(type: String, name: String, now: Int) -> StoredCredential {
    let credential = StoredCredential(
      id: identifiers.next(.credential), name: name, type: type, createdAt: now, updatedAt: now)
    credentials.append(credential)
    return credential
  }

  private func checkCredential(type name: String, data: JSON?) throws(Refusal) {
    guard let type = CredentialType(name) else { throw Refusal(400, "req.body.type is not a known type") }
    guard let data = data?.objectValue, let unknown = type.unknownKey(in: data) else { return }
    throw Refusal(
      400, "request.body.data is not allowed to have the additional property \"\(unknown)\"")
  }

  private func credentialIndex(_ id: String) throws(Refusal) -> Int {
    guard let index = credentials.firstIndex(where: { $0.id == id }) else { throw .notFound }
    return index
  }

  private func rendered(_ credential: StoredCredential) -> JSON {
    var object: JSONObject = [
      "id": .string(credential.id), "name": .string(credential.name), "type": .string(credential.type),
      "isManaged": false, "isGlobal": false,
    ]
    if behaviour.showsResolvers {
      object["isResolvable"] = false
      object["resolvableAllowFallback"] = false
      object["resolverId"] = .null
    }
    object["createdAt"] = Timestamp.json(credential.createdAt)
    object["updatedAt"] = Timestamp.json(credential.updatedAt)
    return .object(object)
  }

  private func listItem(_ credential: StoredCredential) -> JSON {
    let created = Timestamp.json(credential.createdAt)
    let share: JSON = [
      "id": .string(owner.projectID), "name": .string("\(owner.name) <\(owner.email)>"),
      "role": "credential:owner", "createdAt": created, "updatedAt": created,
    ]
    return [
      "id": .string(credential.id), "name": .string(credential.name), "type": .string(credential.type),
      "createdAt": created, "updatedAt": Timestamp.json(credential.updatedAt), "shared": [share],
    ]
  }
}
