import Foundation
import Governance
import HTTP
import Testing

@testable import n8n_ops

@Suite("Options of a connection")
struct ConnectionOptionTests {
  @Test("ENV-001 what an environment sets goes before what holds for all")
  func configuration() {
    var usual = HTTPConfiguration(version: "1.0")
    usual.certificateAuthorities = "/all.pem"
    var connection = ConnectionSettings()
    connection.stallSeconds = 7
    connection.allowPlainHTTP = true
    let certificate = HTTPClientCertificate(certificate: "/c.pem", privateKey: "/c.key")
    let own = usual.with(connection, certificate)
    #expect(own.timeouts.stall == .seconds(7) && own.timeouts.total == usual.timeouts.total)
    #expect(own.allowsPlainHTTP && !usual.allowsPlainHTTP)
    #expect(own.certificateAuthorities == "/all.pem" && own.clientCertificate == certificate)
    connection.caFile = "/own.pem"
    #expect(usual.with(connection, nil).certificateAuthorities == "/own.pem")
  }

  @Test("ENV-001 they are stored, shown, and dropped again")
  func stored() throws {
    let scratch = try Scratch("connection")
    let instance = try Instance("2.40.7", in: scratch)
    defer { instance.stop() }
    var workspace = try TestWorkspace(scratch)
    try workspace.add("production", "production", instance)
    let edit = ["env", "edit", "production"]
    try expect(workspace.admin.run(edit + ["--timeout", "60", "--stall-timeout", "20"]))
    let file = "main:state/tenants/acme/environments/production/environment.json"
    let stored = try scratch.json(workspace.repository, file)["connection"] as? [String: Int]
    #expect(stored == ["totalSeconds": 60, "stallSeconds": 20])
    #expect(try workspace.admin.run("env", "show", "production").output.contains("stall time-out"))
    try expect(workspace.admin.run("check"))
    try expect(workspace.admin.run(edit + ["--usual-connection"]))
    #expect(try scratch.json(workspace.repository, file)["connection"] == nil)
  }
}
