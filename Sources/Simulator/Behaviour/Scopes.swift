/// The scopes that an owner's key can hold, by release (recordings).
enum Scopes {
  static let v1x123 = list(
    """
    credential:create,delete,move project:create,delete,list,update securityAudit:generate sourceControl:pull
    tag:create,delete,list,read,update user:changeRole,create,delete,enforceMfa,list,read
    variable:create,delete,list,update workflow:create,delete,list,move,read,update,activate,deactivate
    workflowTags:update,list execution:delete,read,retry,list
    """)

  static let v2x14 = list(
    """
    credential:create,delete,list,move,update dataTable:create,delete,list,read,update
    project:create,delete,list,update securityAudit:generate sourceControl:pull
    tag:create,delete,list,read,update user:changeRole,create,delete,enforceMfa,list,read
    variable:create,delete,list,update workflow:create,delete,list,move,read,update,activate,deactivate
    workflowTags:update,list executionTags:update,list execution:delete,read,retry,stop,list
    dataTableRow:create,read,update,delete,upsert
    """)

  static let v2x30 = list(
    """
    communityPackage:install,list,uninstall,update credential:create,delete,list,move,read,update
    dataTable:create,delete,list,read,update folder:create,delete,list,read,update insights:read
    project:create,delete,export,list,update securityAudit:generate sourceControl:pull
    tag:create,delete,list,read,update user:changeRole,create,delete,list,read
    variable:create,delete,list,update
    workflow:create,delete,export,import,list,move,read,update,activate,deactivate
    workflowTags:update,list executionTags:update,list execution:delete,read,retry,stop,list
    testRun:read,list dataTableRow:create,read,update,delete,upsert
    dataTableColumn:create,read,update,delete
    """)

  static let v2x40 = list(
    """
    communityPackage:install,list,uninstall,update credential:create,delete,list,move,read,update
    dataTable:create,delete,list,read,update eventBusDestination:create,delete,list,read,test,update
    folder:create,delete,list,read,update
    gitConnection:clone,create,delete,list,manageProjects,pull,push,read,update insights:read
    ldap:manage,sync nodeTypePolicy:manage oidc:manage otel:manage
    project:create,delete,export,list,manageMembers,update role:list,manage,read
    roleMappingRule:create,delete,list,update saml:manage securityAudit:generate securitySettings:manage
    sourceControl:pull,push,read tag:create,delete,list,read,update
    user:changeRole,create,delete,list,read variable:create,delete,list,update
    workflow:create,delete,export,import,list,move,read,update,activate,deactivate
    workflowTags:update,list executionTags:update,list execution:delete,read,retry,stop,list
    testRun:read,list,create,cancel dataTableRow:create,read,update,delete,upsert
    dataTableColumn:create,read,update,delete
    """)

  /// `a:b,c d:e` means `a:b`, `a:c`, `d:e`.
  private static func list(_ text: String) -> [String] {
    text.split { $0 == " " || $0 == "\n" }.flatMap { group -> [String] in
      let parts = group.split(separator: ":")
      return parts[1].split(separator: ",").map { "\(parts[0]):\($0)" }
    }
  }
}
