internal import JSON

extension Instance {
  /// GET /users.
  func listUsers(_ call: Call) throws(Refusal) -> Answer {
    let withRole = call.flag("includeRole")
    return try page(of: users.count, call) { range in
      .array(users[range].map { rendered($0, withRole: withRole) })
    }
  }

  /// GET /users/{id}: by id or mail.
  func readUser(_ call: Call) throws(Refusal) -> Answer {
    guard let user = users.first(where: { $0.id == call.id || $0.email == call.id }) else {
      throw .notFound
    }
    return Answer(rendered(user, withRole: call.flag("includeRole")))
  }

  /// POST /users: invites people.
  mutating func inviteUsers(_ call: Call) throws(Refusal) -> Answer {
    let person = Schema.object(
      [.init("email", .string()), .init("role", .string(["global:admin", "global:member"]))],
      required: ["email"])
    try check(call.body, by: .array(person))
    var answers: [JSON] = []
    for invitation in call.body.arrayValue ?? [] { answers.append(invite(invitation, now: call.now)) }
    return Answer(.array(answers), status: 201)
  }

  /// DELETE /users/{id}.
  mutating func deleteUser(_ call: Call) throws(Refusal) -> Answer {
    guard let index = users.firstIndex(where: { $0.id == call.id && $0.id != owner.id }) else {
      throw .notFound
    }
    users.remove(at: index)
    return .empty(204)
  }

  private mutating func invite(_ invitation: JSON, now: Int) -> JSON {
    let user = StoredUser(
      id: identifiers.next(.user), email: invitation["email"]?.stringValue ?? "", firstName: nil,
      lastName: nil, role: invitation["role"]?.stringValue ?? "global:member", isPending: true,
      createdAt: now)
    users.append(user)
    let answer: JSON = [
      "id": .string(user.id), "email": .string(user.email), "emailSent": false, "role": .string(user.role),
      "inviteAcceptUrl": .string("http://localhost/signup?token=\(user.id)"),
    ]
    return ["user": answer, "error": ""]
  }

  private func rendered(_ user: StoredUser, withRole: Bool) -> JSON {
    var object: JSONObject = [
      "id": .string(user.id), "email": .string(user.email), "firstName": JSON(user.firstName),
      "lastName": JSON(user.lastName), "createdAt": Timestamp.json(user.createdAt),
      "updatedAt": Timestamp.json(user.createdAt), "isPending": .bool(user.isPending),
    ]
    if behaviour.showsMFA { object["mfaEnabled"] = false }
    if withRole { object["role"] = .string(user.role) }
    return .object(object)
  }
}
